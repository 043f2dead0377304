import { expect, it } from 'vitest';
import { expectSteered } from './__fixtures__/expect-steered.js';

it.each([1, 2, 3])('sweep %i of 40 trials, steered through 40 kills, ends as an undisturbed one', async () => {
  expect(await expectSteered({ trials: 40, width: 4, kills: 40 })).toBeGreaterThan(0);
});
