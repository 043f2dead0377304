import type { RunErrorDetail, TerminalRunStatus } from '@hyperdrive-run/core';
import { standardLog } from '../storage/run-files.js';
import type { TrialExit } from './trial/trial-runner.js';

/** Why this service ended a trial. */
export type TrialStop =
  | { readonly kind: 'canceled' }
  | { readonly kind: 'sweep-canceled' }
  | { readonly kind: 'sweep-timed-out' }
  | { readonly kind: 'trial-timed-out'; readonly afterSeconds: number }
  | { readonly kind: 'service-stopped' };

/** How a trial ended, for its run. */
export interface TrialVerdict {
  readonly status: TerminalRunStatus;
  readonly error?: RunErrorDetail | undefined;
  readonly cancellationReason?: string | undefined;
}

/**
 * The engine's verdict on a trial: what this service did to it counts before how its process ended, so a script that
 * saves its state on SIGTERM and then exits with 0 is Canceled all the same.
 */
export function trialVerdict(exit: TrialExit, stop: TrialStop | undefined): TrialVerdict {
  if (exit.kind === 'exited' && exit.code === 0 && stop === undefined) return { status: 'Completed' };
  if (stop !== undefined) return stoppedVerdict(stop);
  return { status: 'Failed', error: { code: 'UserError', message: describeFailure(exit) } };
}

function stoppedVerdict(stop: TrialStop): TrialVerdict {
  switch (stop.kind) {
    case 'canceled':
      return { status: 'Canceled', cancellationReason: 'The run was canceled by a user.' };
    case 'sweep-canceled':
      return { status: 'Canceled', cancellationReason: 'The sweep was canceled by a user.' };
    case 'sweep-timed-out':
      return { status: 'Canceled', cancellationReason: 'The sweep reached its maximum duration.' };
    case 'trial-timed-out':
      return {
        status: 'Canceled',
        cancellationReason: `The trial reached its maximum duration of ${stop.afterSeconds} s.`,
      };
    default:
      return { status: 'Failed', error: { code: 'ServiceStopped', message: serviceStoppedMessage } };
  }
}

/** Why a trial failed that was running when its service stopped. */
export const serviceStoppedMessage = 'The local service stopped while the trial was running.';

function describeFailure(exit: TrialExit): string {
  const where = `Its output is in ${standardLog}.`;
  if (exit.kind === 'not-started') return `The trial could not be started: ${exit.reason}`;
  if (exit.kind === 'signaled') {
    const hint = exit.signal === 'SIGKILL' ? ', which is what the system does where memory runs out' : '';
    return `The command was ended by the signal ${exit.signal}${hint}. ${where}`;
  }
  const meaning = exitMeanings.get(exit.code);
  return `The command ended with exit code ${exit.code}${meaning === undefined ? '' : `: ${meaning}`}. ${where}`;
}

/** What a shell's own exit codes say. */
const exitMeanings: ReadonlyMap<number, string> = new Map([
  [126, 'it was found, but cannot be executed'],
  [127, 'a command was not found'],
]);
