import { expect, it } from 'vitest';
import { expectUndisturbed } from './__fixtures__/expect-undisturbed.js';

it('a sweep whose service is killed again and again ends as an undisturbed one', async () => {
  expect(await expectUndisturbed({ trials: 10, width: 3, kills: 6 })).toBeGreaterThanOrEqual(6);
}, 180_000);
