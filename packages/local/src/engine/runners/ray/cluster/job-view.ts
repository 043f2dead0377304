import type { EngineView } from '../../launches/judge-launch.js';
import { failureLine } from '../client/failure-line.js';
import type { RayJob } from '../client/ray-answers.js';

/** A job as it was submitted. */
export interface SubmittedJob {
  /** Of the head that it was submitted to; `undefined` where that could not be asked. */
  readonly session: string | undefined;
}

/** The head at one time. */
export interface HeadView {
  readonly session: string;
  readonly jobs: ReadonlyMap<string, RayJob>;
}

/** What the head says of a job, as the rules for launches read it. */
export function viewOfJob(id: string, submitted: SubmittedJob, head: HeadView): EngineView {
  const job = head.jobs.get(id);
  if (job === undefined) {
    const isNew = submitted.session !== undefined && submitted.session !== head.session;
    const reason = isNew
      ? `the Ray head was started anew, and knows nothing of it (session ${head.session} instead of ${submitted.session})`
      : 'the Ray head has no such job';
    return { kind: 'gone', reason };
  }
  switch (job.status) {
    case 'PENDING':
      return { kind: 'waiting' };
    case 'RUNNING':
      return { kind: 'running' };
    case undefined:
      return { kind: 'unknown' };
    default:
      // Its nodes cannot make the environment that all trials of the sweep ask for.
      if (job.errorType === 'RUNTIME_ENV_SETUP_FAILURE') return { kind: 'impossible', reason: reasonOf(job) };
      return {
        kind: 'over',
        reason: reasonOf(job),
        ...(job.exitCode === undefined ? {} : { exitCode: shellCodeOf(job.exitCode) }),
      };
  }
}

function reasonOf({ status, errorType, message }: RayJob): string {
  const said = message === undefined ? undefined : failureLine(message);
  return [`Ray says ${status ?? 'nothing'}`, errorType, said].filter((part) => part !== undefined).join(', ');
}

/** Ray has the negative number of a signal where a shell has 128 more than it. */
function shellCodeOf(exitCode: number): number {
  return exitCode < 0 ? 128 - exitCode : exitCode;
}
