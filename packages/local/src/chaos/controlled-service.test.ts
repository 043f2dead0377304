import { expect, it } from 'vitest';
import { expectControlled } from './__fixtures__/expect-controlled.js';

it('a sweep that is paused, resumed and retried while its service is killed ends as an undisturbed one', {
  tags: ['full'],
  timeout: 180_000,
}, async () => {
  expect(await expectControlled({ trials: 8, width: 3, kills: 4 })).toBeGreaterThan(0);
});
