import type { SlurmCommands } from '../commands/slurm-commands.js';
import type { SlurmJob } from '../commands/squeue-output.js';

/** The cluster's queue, looked at once for all launches. */
export interface JobQueue {
  /**
   * The jobs of a name by the latest look, and a new look where one is due.
   * @param since a time of `performance.now()`: looks that began before it do not count
   * @returns `undefined` where there was none: that says nothing of the jobs
   */
  jobsOf(name: string, since: number): readonly SlurmJob[] | undefined;
  /** Looks now. @throws BackendError where the controller is out of reach */
  look(name: string): Promise<readonly SlurmJob[]>;
}

/** The longest time between two looks at a controller that does not respond, in milliseconds. */
const longestWaitMs = 60_000;

/** @param intervalMs between two looks, in milliseconds: each is work for a controller that many share */
export function createJobQueue(commands: Pick<SlurmCommands, 'listJobs'>, intervalMs: number): JobQueue {
  let latest: { readonly began: number; readonly jobs: readonly SlurmJob[] } | undefined;
  let looking: { readonly began: number; readonly jobs: Promise<readonly SlurmJob[]> } | undefined;
  let wait = intervalMs;
  let lookedAt = Number.NEGATIVE_INFINITY;

  function start(): Promise<readonly SlurmJob[]> {
    const began = performance.now();
    const jobs = commands.listJobs().then(
      (found) => {
        latest = { began, jobs: found };
        wait = intervalMs;
        return found;
      },
      (error: unknown) => {
        wait = Math.min(wait * 2, longestWaitMs);
        throw error;
      },
    );
    const settled = { began, jobs };
    looking = settled;
    const done = (): void => {
      lookedAt = performance.now();
      if (looking === settled) looking = undefined;
    };
    void jobs.then(done, done);
    return jobs;
  }

  return {
    jobsOf(name, since) {
      if (looking === undefined && performance.now() - lookedAt >= wait) void start().catch(() => undefined);
      return latest === undefined || latest.began < since ? undefined : named(latest.jobs, name);
    },
    look: async (name) => named(await start(), name),
  };
}

function named(jobs: readonly SlurmJob[], name: string): readonly SlurmJob[] {
  return jobs.filter((job) => job.name === name);
}
