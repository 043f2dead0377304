import { BackendError, HyperDriveError } from '@hyperdrive-run/core';
import { checkDuration } from '@hyperdrive-run/core/internal';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { delay } from '@hyperdrive-run/transport/async';
import { callChecks, duration, type OptionChecks } from '../../arguments/option-checks.js';
import { isAbort } from '../failures/is-abort.js';

/** How often and how long to ask. */
export interface PollOptions extends CallOptions {
  /** Gives up after so many milliseconds, with a `timed-out` error. Default: never. */
  readonly timeoutMs?: number | undefined;
  /** The first pause between two questions, in milliseconds; while nothing changes pauses grow to ten times that. Default 1000. */
  readonly pollIntervalMs?: number | undefined;
  /**
   * For how many milliseconds a service may be out of reach, or refuse for now, once it has answered. Default 300,000:
   * a service that is restarted ends no wait.
   */
  readonly outageMs?: number | undefined;
}

/** @see PollOptions */
export const pollChecks: OptionChecks<PollOptions> = {
  ...callChecks,
  timeoutMs: duration,
  pollIntervalMs: duration,
  outageMs: duration,
};

/** What is asked again and again. */
export interface Question<T> {
  ask(): Promise<T>;
  /** Whether this answer is the last one. */
  isLast(answer: T): boolean;
  /** What an answer says; while it stays the same the pauses grow. */
  summary(answer: T): string;
  /** What is waited for, for the error of a timeout. */
  readonly subject: string;
}

/** The first pause between two questions, in milliseconds. @throws InvalidArgumentError where it is no duration */
export function firstPauseOf({ pollIntervalMs }: Pick<PollOptions, 'pollIntervalMs'>): number {
  return checkDuration('pollIntervalMs', pollIntervalMs, 1000);
}

/** Asks until the last answer, and yields each. Pauses are jittered, so that many clients do not ask in step. */
export async function* poll<T>(question: Question<T>, options: PollOptions): AsyncGenerator<T, void, undefined> {
  const { signal } = options;
  const firstPause = firstPauseOf(options);
  const outageMs = checkDuration('outageMs', options.outageMs, 300_000);
  const deadline = Date.now() + checkDuration('timeoutMs', options.timeoutMs, Number.POSITIVE_INFINITY);
  let pause = firstPause;
  let last: string | undefined;
  let lastAnswered: number | undefined;
  for (;;) {
    try {
      const answer = await question.ask();
      lastAnswered = Date.now();
      yield answer;
      if (question.isLast(answer)) return;
      const summary = question.summary(answer);
      pause = summary === last ? Math.min(pause * 1.5, firstPause * 10) : firstPause;
      last = summary;
    } catch (error) {
      if (isAbort(error, signal) || !isPassing(error, lastAnswered, outageMs)) throw error;
      pause = Math.min(pause * 1.5, firstPause * 10);
    }
    const left = deadline - Date.now();
    if (left <= 0) throw timedOut(question.subject);
    await delay(Math.min(left, pause * (0.75 + Math.random() / 2)), signal);
  }
}

/** A service that never answered is down; one that has answered may be restarting. */
function isPassing(error: unknown, lastAnswered: number | undefined, outageMs: number): boolean {
  if (lastAnswered === undefined || Date.now() - lastAnswered > outageMs) return false;
  return HyperDriveError.isInstance(error) && error.isRetryable;
}

function timedOut(subject: string): BackendError {
  return new BackendError({
    code: 'timed-out',
    message: `${subject} has not ended in the time that was given.`,
    hint: 'Wait with a larger timeoutMs, or cancel the run.',
    isRetryable: true,
  });
}
