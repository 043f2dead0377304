import { mergeInOrder } from '../../async/merge-in-order.js';
import type { MlflowRunDto } from '../wire/run-dto.js';
import { idOf } from './to-run-record.js';

/**
 * The order in which a server lists runs: the newest start first, and runs of one moment by their ids. It is what puts
 * several answers together as one answer would have them.
 */
export function byNewestStart(a: MlflowRunDto, b: MlflowRunDto): number {
  const later = startOf(b) - startOf(a);
  if (later !== 0) return later;
  return idOf(a.info) < idOf(b.info) ? -1 : 1;
}

function startOf({ info }: MlflowRunDto): number {
  return info.start_time ?? 0;
}

/** Several listings, each with the newest start first, as one. Of each only as much is read as the reader takes. */
export function mergeNewestFirst(
  listings: readonly AsyncGenerator<MlflowRunDto, void, undefined>[],
): AsyncGenerator<MlflowRunDto, void, undefined> {
  return mergeInOrder(listings, (run, other) => byNewestStart(run, other) < 0);
}
