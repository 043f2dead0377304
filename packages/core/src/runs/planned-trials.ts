import type { HyperDriveConfig } from '../config/model/hyperdrive-config.js';
import { systemTagPrefix } from '../hyperparameters/child-hyperparameters.js';
import { searchSpaceSize } from '../search-space/search-space-size.js';
import type { RunRecord } from './run.js';

/**
 * The property of a sweep's run that says how many trials the sweep comes to. The local service writes it: it knows which
 * points of the search space were tried in the sweeps that this one resumes.
 */
export const plannedTrialsProperty = 'hyperdrive.planned_trials';

/**
 * How many trials a sweep comes to if nothing ends it before: its limit, or the points of its search space where these are
 * fewer, for each is tried once. What is tried again comes on top.
 */
export function plannedTrials(
  config: Pick<HyperDriveConfig, 'maxTotalRuns'> & Partial<Pick<HyperDriveConfig, 'hyperparameterSampling'>>,
  run?: Pick<RunRecord, 'properties'>,
): number {
  const recorded = run?.properties.get(plannedTrialsProperty) ?? '';
  if (/^\d+$/.test(recorded)) return Number(recorded);
  const { hyperparameterSampling: sampling, maxTotalRuns } = config;
  const size = sampling && searchSpaceSize(sampling);
  return size === undefined || size > maxTotalRuns ? maxTotalRuns : Number(size);
}

/** Whether all trials of a sweep are there: of a sweep that ends early, as many as there are is what it comes to. */
export function isAllGenerated({ tags }: Pick<RunRecord, 'tags'>): boolean {
  const name = 'all_jobs_generated';
  return (tags.get(`${systemTagPrefix}${name}`) ?? tags.get(name)) === 'true';
}

/**
 * How many trials a sweep comes to as far as is known by now: what is planned, or as many as there are once no more will
 * come. What is tried again comes on top of what was planned.
 */
export function totalTrials(known: {
  /** The trials that there are, those that are tried again included. */
  readonly trials: number;
  readonly planned: number;
  readonly isAllGenerated: boolean;
}): number {
  return known.isAllGenerated ? known.trials : Math.max(known.trials, known.planned);
}
