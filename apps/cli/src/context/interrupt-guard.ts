import { messageOf } from './caught-error.js';
import type { CliIo } from './cli-io.js';

/** Guards a sweep that is waited for against Ctrl+C. */
export interface InterruptGuard {
  /** Lets signals end the program again. */
  release(): void;
}

/**
 * The first Ctrl+C asks, the second cancels. SIGTERM and SIGHUP, which come from no keyboard, cancel at once. Further
 * signals change nothing: what runs is being ended, and ends with the sweep.
 */
export function guardSweep(
  io: CliIo,
  options: { readonly print: (text: string) => void; readonly question: string; readonly cancel: () => Promise<void> },
): InterruptGuard {
  let wasAsked = false;
  let isCanceling = false;
  const cancel = async (): Promise<void> => {
    isCanceling = true;
    options.print('Canceling the sweep; waiting until its running trials have ended.');
    try {
      await options.cancel();
    } catch (error) {
      options.print(`The sweep could not be canceled: ${messageOf(error)}`);
      isCanceling = false;
    }
  };
  const release = io.onStopSignal((signal) => {
    if (isCanceling) return options.print('The sweep is being canceled; a trial is given 10 seconds to end.');
    if (signal === 'SIGINT' && !wasAsked) {
      wasAsked = true;
      return options.print(options.question);
    }
    void cancel();
  });
  return { release };
}
