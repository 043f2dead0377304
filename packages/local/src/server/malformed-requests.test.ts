import { expect, it } from 'vitest';
import { sendMalformedRequests } from './__fixtures__/send-malformed-requests.js';

const count = process.env['HYPERDRIVE_TEST_SCALE'] === 'full' ? 1500 : 500;

it("answers every malformed request of every route: never a failure of the service, and with the protocol's body where refused", async () => {
  // Else most of them would only have tried paths that lead nowhere.
  expect(await sendMalformedRequests(count)).toBeGreaterThan(count / 2);
});
