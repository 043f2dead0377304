import { errorMessage } from '../../error-message.js';
import type { FoundTrial, SubmittedTrial, TrialExit, TrialStart } from './trial-runner.js';

/** The longest time between two questions, in milliseconds. */
const longestWaitMs = 60_000;

/**
 * Follows a job of which it is not known whether it runs: its runner is asked again, at growing intervals, until it
 * knows. What `end` was called for meanwhile is done then; where the runner still does not know, the trial is lost.
 * @param submitted the job as it was handed over; `undefined` where an earlier process did that
 * @param waitMs the first interval
 */
export function followUntilKnown(
  submitted: SubmittedTrial | undefined,
  find: () => Promise<FoundTrial>,
  waitMs: number,
): SubmittedTrial {
  let isToEnd = false;
  let wake = (): void => {};

  async function ask(): Promise<FoundTrial> {
    for (let wait = waitMs; ; wait = Math.min(wait * 2, longestWaitMs)) {
      const found = await askOnce(find);
      if (found.kind !== 'unknown') return found;
      if (isToEnd) return { kind: 'ended', exit: { kind: 'lost', reason: found.reason } };
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async function know(): Promise<FoundTrial> {
    if (submitted === undefined) return ask();
    const first = await Promise.race([submitted.started, submitted.ended]);
    return first.kind === 'unknown' ? ask() : { kind: 'active', trial: submitted };
  }

  const known = know();
  return {
    started: known.then((found): Promise<TrialStart> => {
      if (found.kind === 'active') return found.trial.started;
      return found.kind === 'ended' && found.exit.kind !== 'never-ran'
        ? Promise.resolve({ kind: 'started' })
        : new Promise(() => {});
    }),
    ended: known.then(exitOf),
    onPlacement(listener) {
      submitted?.onPlacement?.(listener);
      void known.then((found) => {
        if (found.kind === 'active' && found.trial !== submitted) found.trial.onPlacement?.(listener);
      });
    },
    async end() {
      isToEnd = true;
      wake();
      // A job that waits to be started can be ended at once; of one that is asked for, it must be known what it is.
      if (submitted !== undefined) await submitted.end();
      const found = await known;
      if (found.kind === 'active' && found.trial !== submitted) await found.trial.end();
    },
  };
}

async function askOnce(find: () => Promise<FoundTrial>): Promise<FoundTrial> {
  try {
    return await find();
  } catch (error) {
    return { kind: 'unknown', reason: errorMessage(error) };
  }
}

function exitOf(found: FoundTrial): Promise<TrialExit> | TrialExit {
  if (found.kind === 'active') return found.trial.ended;
  if (found.kind === 'ended') return found.exit;
  return { kind: 'never-ran', reason: 'its start did not arrive' };
}
