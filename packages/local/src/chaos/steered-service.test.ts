import { it } from 'vitest';
import { expectSteered } from './__fixtures__/expect-steered.js';

it('a sweep that is paused, resumed and retried while its service is killed ends as an undisturbed one', async () => {
  await expectSteered({ trials: 8, width: 3, kills: 4 });
}, 180_000);
