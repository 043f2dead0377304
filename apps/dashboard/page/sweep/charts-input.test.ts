import { parseJson } from '@hyperdrive-run/core/json';
import { expect, it } from 'vitest';
import { sweepDetailsFromJson } from '../../api/sweep-details.js';
import { usualRanking } from '../__fixtures__/usual-ranking.js';
import { chartsInput } from './charts-input.js';

const choices = { chosen: [], brushed: [], metricScale: 'auto' } as const;

it('gives charts the search space with the base of its exponents, and the policy only where it judges by what is drawn', () => {
  const sweep = sweepDetailsFromJson(
    parseJson(`{
      "runId": "HD_1",
      "primaryMetric": {"name": "loss", "goal": "minimize"},
      "sampling": {"name": "RANDOM", "parameter_space": {"lr": ["loguniform", [-4, -1]]}, "properties": {"logbase": 10}},
      "policy": {"name": "BANDIT", "properties": {"evaluation_interval": 1, "delay_evaluation": 0, "slack_factor": 0.1}}
    }`),
  );
  const look = { sweep, best: undefined, children: [], token: '' };
  const input = chartsInput(look, usualRanking, choices);
  expect([input.logBase, input.space?.get('lr')?.kind, input.policy?.kind]).toEqual([10, 'loguniform', 'bandit']);
  expect(chartsInput(look, { ...usualRanking, goal: 'maximize' }, choices).policy).toBeUndefined();
});
