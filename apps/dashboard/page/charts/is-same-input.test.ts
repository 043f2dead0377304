import type { ChartData, ChartTrial } from '@hyperdrive-run/charts';
import { BanditPolicy } from '@hyperdrive-run/core/config';
import { expect, it } from 'vitest';
import { isSameInput } from './is-same-input.js';

const trial: ChartTrial = { runId: 'HD_1_0', status: 'Running' };
const input: ChartData = { trials: [trial], metric: 'loss', goal: 'minimize', scope: 'best', chosen: ['HD_1_0'] };

it('is the same where a look brought nothing new', () => {
  expect(isSameInput(input, { ...input, trials: [trial], chosen: ['HD_1_0'] })).toBe(true);
});

it.each([
  { trials: [] },
  { trials: [{ ...trial }] },
  { metric: 'accuracy' },
  { goal: 'maximize' as const },
  { scope: 'last' as const },
  { chosen: [] },
  { space: new Map() },
  { policy: new BanditPolicy({ slackAmount: 1 }) },
])('is another one with %j', (change) => {
  expect(isSameInput(input, { ...input, ...change })).toBe(false);
});
