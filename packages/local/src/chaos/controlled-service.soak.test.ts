import { expect, it } from 'vitest';
import { expectControlled } from './__fixtures__/expect-controlled.js';

it.each([1, 2, 3])('sweep %i of 40 trials, controlled through 40 kills, ends as an undisturbed one', async () => {
  expect(await expectControlled({ trials: 40, width: 4, kills: 40 })).toBeGreaterThan(0);
});
