import { expect, it } from 'vitest';
import { expectUndisturbed } from './__fixtures__/expect-undisturbed.js';

const kills = process.env['HYPERDRIVE_TEST_SCALE'] === 'full' ? 6 : 3;

it('a sweep whose service is killed again and again ends as an undisturbed one', async () => {
  expect(await expectUndisturbed({ trials: 10, width: 3, kills })).toBeGreaterThanOrEqual(kills);
}, 180_000);
