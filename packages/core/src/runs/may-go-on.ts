import { experimentOfSweepId } from './experiment-sweep-id.js';
import type { RunRecord } from './run.js';
import { isTerminalStatus } from './run-status.js';
import { isTunedElsewhere } from './tuned-elsewhere.js';

/** For how long after a trial the tool may take to begin with the next one. */
const betweenTrialsMs = 60_000;

/**
 * Whether a sweep that looks as if it had ended may only be between two trials. Studies of another tool and
 * experiments of MLflow have no status of their own: such a sweep looks ended whenever none of its trials runs, and whoever waits
 * for its end must look again.
 */
export function mayGoOn(run: Pick<RunRecord, 'runId' | 'status' | 'endTime' | 'properties'>, now: Date): boolean {
  const hasOwnStatus = !isTunedElsewhere(run) && experimentOfSweepId(run.runId) === undefined;
  if (hasOwnStatus || !isTerminalStatus(run.status) || run.endTime === undefined) return false;
  return now.getTime() - run.endTime.getTime() < betweenTrialsMs;
}
