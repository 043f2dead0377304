import { type HyperDriveError, UnreadableMetricsError } from '@hyperdrive-run/core';
import { checkOneOf } from '@hyperdrive-run/core/internal';
import { type OptionCheck, oneOf } from '../../arguments/option-checks.js';

/** What to do with children whose metrics cannot be read: reject (the default), or go on and report them. */
export type OnUnreadable = 'reject' | 'report';

/** Checks the option of that name. */
export const onUnreadableCheck: OptionCheck = oneOf('reject', 'report');

/**
 * Rejects for unreadable runs unless the caller asked for a report.
 * @throws UnreadableMetricsError that names the runs
 * @throws InvalidArgumentError where the option is neither word
 */
export function settleUnreadable(
  failures: ReadonlyMap<string, HyperDriveError>,
  onUnreadable: OnUnreadable | undefined,
): void {
  const choice = checkOneOf<OnUnreadable>('onUnreadable', onUnreadable, ['reject', 'report'], 'reject');
  if (failures.size > 0 && choice === 'reject') throw new UnreadableMetricsError(failures);
}
