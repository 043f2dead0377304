import { expect, it } from 'vitest';
import { sendMalformedRequests } from './__fixtures__/send-malformed-requests.js';

it('answers 100,000 malformed requests as the short form has it', async () => {
  expect(await sendMalformedRequests(100_000)).toBeGreaterThan(50_000);
});
