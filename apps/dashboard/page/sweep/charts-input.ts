import { policyFromJson, samplingFromJson } from '@hyperdrive-run/core/config';
import { logBaseOf } from '@hyperdrive-run/core/search-space';
import type { ChartsInput } from '../charts/charts-panel.js';
import type { Ranking } from '../ranking/rank-children.js';
import type { Look } from './look.js';

/** What the charts of a sweep show: the children that have been read, and what the sweep's config says of the axes. */
export function chartsInput(
  { sweep, children }: Look,
  { metric, goal, scope }: Ranking,
  { chosen, brushed, metricScale }: Pick<ChartsInput, 'chosen' | 'brushed' | 'metricScale'>,
): ChartsInput {
  const { primaryMetric } = sweep;
  const trials = children.filter(({ isRead }) => isRead);
  const sampling = sweep.sampling === undefined ? undefined : samplingFromJson(sweep.sampling);
  const isJudged = metric === primaryMetric.name && goal === primaryMetric.goal;
  return {
    trials,
    metric,
    goal,
    scope,
    metricScale,
    chosen,
    brushed,
    space: sampling === undefined || sampling.kind === 'unknown' ? undefined : sampling.parameterSpace,
    logBase: sampling && logBaseOf(sampling),
    policy: isJudged && sweep.policy !== undefined ? policyFromJson(sweep.policy) : undefined,
  };
}
