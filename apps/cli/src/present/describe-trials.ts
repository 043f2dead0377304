import { type HyperDriveConfig, plannedTrials, searchSpaceSize } from '@hyperdrive-run/sdk';

/**
 * How many trials a sweep has at most: `at most 10`, or of a search space of finitely many points `4 of 4 combinations`.
 * Those that were tried in a sweep that it resumes are not tried again: `at most 4 of 4 combinations`.
 */
export function describeTrials(
  config: Pick<HyperDriveConfig, 'hyperparameterSampling' | 'maxTotalRuns' | 'resumeFrom'>,
): string {
  const combinations = searchSpaceSize(config.hyperparameterSampling);
  const trials = plannedTrials(config);
  if (combinations === undefined) return `at most ${trials}`;
  const most = config.resumeFrom.length > 0 ? 'at most ' : '';
  return `${most}${trials} of ${formatCount(combinations)} combination${combinations === 1n ? '' : 's'}`;
}

/** Nobody reads a number of fifty digits: beyond fifteen it is shown as a power of ten. */
function formatCount(count: bigint): string {
  const digits = String(count);
  return digits.length <= 15 ? digits : `about ${digits[0]}e${digits.length - 1}`;
}

/** The same as the beginning of a sentence. */
export function announceTrials(config: Parameters<typeof describeTrials>[0]): string {
  if (searchSpaceSize(config.hyperparameterSampling) === undefined) return `Up to ${plannedTrials(config)} trials`;
  const described = describeTrials(config);
  return described.charAt(0).toUpperCase() + described.slice(1);
}
