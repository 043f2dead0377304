import { setTimeout as delay } from 'node:timers/promises';
import type { SubmittedTrial } from './trial-runner.js';

/** The longest time between two requests, in milliseconds. */
const longestWaitMs = 60_000;

/**
 * Asks for a trial to be ended until that is on its way, at growing intervals, or the trial has ended by itself. Never
 * rejects.
 * @param onFailure is called with each failure
 * @param waitMs the first interval
 */
export async function endPersistently(
  trial: Pick<SubmittedTrial, 'end' | 'ended'>,
  onFailure: (error: unknown) => void,
  waitMs: number,
): Promise<void> {
  let hasEnded = false;
  const ended = trial.ended.then(() => {
    hasEnded = true;
  });
  for (let wait = waitMs; !hasEnded; wait = Math.min(wait * 2, longestWaitMs)) {
    try {
      return await trial.end();
    } catch (error) {
      onFailure(error);
    }
    const timer = new AbortController();
    await Promise.race([ended, delay(wait, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
  }
}
