import { it } from 'vitest';
import { sendMalformedRequests } from './__fixtures__/send-malformed-requests.js';

it('answers 100,000 malformed requests as the short form has it', async () => {
  await sendMalformedRequests(100_000);
});
