import { expect, it } from 'vitest';
import { expectUndisturbed } from './__fixtures__/expect-undisturbed.js';

it('sweeps of 60 trials whose service is killed at least 50 times end as an undisturbed one', async () => {
  expect(await expectUndisturbed({ trials: 60, width: 4, kills: 50 })).toBeGreaterThanOrEqual(50);
});
