import { isTerminalStatus, type RunRecord } from '@hyperdrive-run/core';
import { mayGoOn } from '@hyperdrive-run/core/internal';

/**
 * Whether a run that is looked at again and again has ended. A sweep that may only be between two trials has when two looks in a row
 * see the same end.
 */
export function createEndCheck(): (run: RunRecord) => boolean {
  let before: number | undefined;
  return (run) => {
    const end = isTerminalStatus(run.status) ? (run.endTime?.getTime() ?? 0) : undefined;
    const isSame = end === before;
    before = end;
    return end !== undefined && (isSame || !mayGoOn(run, new Date()));
  };
}
