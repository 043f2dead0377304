import { randomUUID } from 'node:crypto';
import type { FoundTrial, SubmittedTrial, TrialExit, TrialJob, TrialRunner } from '../runners/trial-runner.js';

/** What a fake runner does with a job; the rest is a job that starts at once and stays until it is ended. */
export type FakeRun = (job: TrialJob) => Partial<SubmittedTrial>;

/** A runner without processes or folders, for tests of the engine: `run` decides what becomes of each job. */
export function createFakeRunner(run: FakeRun, overrides: Partial<TrialRunner> = {}): TrialRunner {
  const jobs = new Map<unknown, SubmittedTrial>();
  return {
    name: 'fake',
    description: 'a runner of a test',
    findUnrunnable: () => [],
    async prepare(job) {
      const id = randomUUID();
      const handle = new Map([['job', id]]);
      return { kind: 'prepared', handle, start: () => submit(id, job) };
    },
    async find(_key, handle): Promise<FoundTrial> {
      const trial = jobs.get(handle.get('job'));
      return trial === undefined ? { kind: 'not-started' } : { kind: 'active', trial };
    },
    cleanUp: () => Promise.resolve(),
    ...overrides,
  };

  function submit(id: string, job: TrialJob): SubmittedTrial {
    let finish = (_exit: TrialExit): void => {};
    const ended = new Promise<TrialExit>((resolve) => {
      finish = resolve;
    });
    const trial: SubmittedTrial = {
      started: Promise.resolve({ kind: 'started' }),
      ended,
      async end() {
        finish({ kind: 'signaled', signal: 'SIGTERM' });
      },
      ...run(job),
    };
    jobs.set(id, trial);
    return trial;
  }
}

/** Logs a metric of a job's run, as its script would. */
export async function logAs({ runId, serviceAddress }: TrialJob, query: string): Promise<void> {
  await fetch(`${serviceAddress}/log?${query}`, { headers: { authorization: runId } });
}
