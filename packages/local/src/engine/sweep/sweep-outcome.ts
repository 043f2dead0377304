import type { RunStatus, TerminalRunStatus } from '@hyperdrive-run/core';

/** Why a sweep makes no further trials although there could be some. */
export type SweepStop = 'canceled' | 'timed-out';

/**
 * The status that a sweep ends with, as Azure ML's service decides it: Failed where every trial failed, also if the
 * user canceled it; Canceled where it was canceled; else Completed, also with failed trials among others and also
 * where its time ran out.
 */
export function sweepOutcome(trials: readonly RunStatus[], stop: SweepStop | undefined): TerminalRunStatus {
  if (trials.length > 0 && trials.every((status) => status === 'Failed')) return 'Failed';
  return stop === 'canceled' ? 'Canceled' : 'Completed';
}
