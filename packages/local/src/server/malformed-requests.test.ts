import { expect, it } from 'vitest';
import { sendMalformedRequests } from './__fixtures__/send-malformed-requests.js';

it("answers every malformed request of every route: never a failure of the service, and with the protocol's body where refused", async () => {
  // Else most of them would only have tried paths that lead nowhere.
  expect(await sendMalformedRequests(1500)).toBeGreaterThan(750);
});
