import { messageOf } from './caught-error.js';
import type { CliIo } from './cli-io.js';

/** Stands between Ctrl+C and a sweep that is waited for. */
export interface InterruptGuard {
  /** Lets signals end the program again. */
  release(): void;
}

/**
 * The first Ctrl+C asks, the second cancels. Whoever cannot be asked (SIGTERM, SIGHUP) means it at once. Further
 * signals change nothing: what runs is being ended, and ends with the sweep.
 */
export function guardSweep(
  io: CliIo,
  options: { readonly say: (text: string) => void; readonly question: string; readonly cancel: () => Promise<void> },
): InterruptGuard {
  let wasAsked = false;
  let isCanceling = false;
  const cancel = async (): Promise<void> => {
    isCanceling = true;
    options.say('Canceling the sweep; waiting until its running trials have ended.');
    try {
      await options.cancel();
    } catch (error) {
      options.say(`The sweep could not be canceled: ${messageOf(error)}`);
      isCanceling = false;
    }
  };
  const release = io.onStopSignal((signal) => {
    if (isCanceling) return options.say('The sweep is being canceled; a trial is given 10 seconds to end.');
    if (signal === 'SIGINT' && !wasAsked) {
      wasAsked = true;
      return options.say(options.question);
    }
    void cancel();
  });
  return { release };
}
