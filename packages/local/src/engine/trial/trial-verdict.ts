import type { RunErrorDetail, TerminalRunStatus } from '@hyperdrive-run/core';
import type { PolicyDecision } from '@hyperdrive-run/core/early-termination';
import { decisionToProperty, earlyTerminationProperty } from '@hyperdrive-run/core/internal';
import { standardLog } from '../../storage/files/run-files.js';
import type { TrialExit, TrialRefusal } from '../runners/trial-runner.js';

/** Why this service ended a trial. */
export type TrialStop =
  | { readonly kind: 'canceled' }
  | { readonly kind: 'sweep-canceled' }
  | { readonly kind: 'sweep-timed-out' }
  | { readonly kind: 'trial-timed-out'; readonly afterSeconds: number }
  | { readonly kind: 'stopped-early'; readonly decision: PolicyDecision; readonly reason: string }
  /** The compute runs no trial of its sweep. */
  | { readonly kind: 'sweep-refused' }
  | { readonly kind: 'service-stopped' };

/** How a trial ended, for its run. */
export interface TrialVerdict {
  readonly status: TerminalRunStatus;
  readonly error?: RunErrorDetail | undefined;
  readonly cancellationReason?: string | undefined;
  /** What the run keeps of it besides, for programs. */
  readonly addProperties?: ReadonlyMap<string, string> | undefined;
  /** Why no other trial of the sweep would run either, where that is so. */
  readonly refusesAll?: string | undefined;
}

/**
 * The engine's verdict on a trial: what this service did to it counts before how its process ended, so a script that
 * saves its state on SIGTERM and then exits with 0 is Canceled all the same.
 */
export function trialVerdict(exit: TrialExit | TrialRefusal, stop: TrialStop | undefined): TrialVerdict {
  if (exit.kind === 'exited' && exit.code === 0 && stop === undefined) return { status: 'Completed' };
  if (stop !== undefined) return stoppedVerdict(stop);
  if (exit.kind === 'lost') {
    const message = exit.reason === undefined ? lostMessage : `${unknownEndMessage} ${exit.reason}`;
    return { status: 'Failed', error: { code: 'TrialLost', message } };
  }
  const error = { code: 'UserError', message: describeFailure(exit) };
  const refusesAll = refusalOfAll(exit);
  return { status: 'Failed', error, ...(refusesAll === undefined ? {} : { refusesAll }) };
}

/** All trials of a sweep ask for the same: what could not be started again and again is no misfortune of one of them. */
function refusalOfAll(exit: TrialExit | TrialRefusal): string | undefined {
  if (exit.kind === 'never-ran') return `a trial never ran, although it was started more than once: ${exit.reason}`;
  return exit.kind === 'refused' && exit.isForAll === true ? exit.reason : undefined;
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
    case 'sweep-refused':
      return { status: 'Canceled', cancellationReason: 'The compute runs no trial of the sweep.' };
    case 'stopped-early':
      return {
        status: 'Canceled',
        cancellationReason: stop.reason,
        addProperties: new Map([[earlyTerminationProperty, decisionToProperty(stop.decision)]]),
      };
    default:
      return { status: 'Failed', error: { code: 'ServiceStopped', message: serviceStoppedMessage } };
  }
}

/** Why a trial failed that was running when its service stopped. */
export const serviceStoppedMessage = 'The local service stopped while the trial was running.';

/** The verdict on a trial that outlived its service, where the next one came back at another address. */
export const movedVerdict: TrialVerdict = {
  status: 'Failed',
  error: {
    code: 'ServiceStopped',
    message:
      'The local service was started again at another address, where the trial could not have logged: it was ended.',
  },
};

const lostMessage =
  'The trial does not run any more, and how it ended is not known: the machine went down, or the shell around it was killed.';

const unknownEndMessage = 'How the trial ended is not known, and it may still run:';

function describeFailure(exit: Exclude<TrialExit, { readonly kind: 'lost' }> | TrialRefusal): string {
  const where = `Its output is in ${standardLog}.`;
  if (exit.kind === 'refused') return `The trial could not be started: ${exit.reason}`;
  if (exit.kind === 'never-ran') return `The trial never ran, although it was started more than once: ${exit.reason}`;
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
