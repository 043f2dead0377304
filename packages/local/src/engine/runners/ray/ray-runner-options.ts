import type { RunnerHost } from '../computes/compute-engine.js';

/** What of a service the runner works with. */
export type RayHost = Pick<RunnerHost, 'files' | 'now' | 'launches' | 'serviceAddress' | 'advertisedAddress'>;

/** How long the runner of a Ray cluster waits for what. All in milliseconds. */
export interface RayRunnerTimes {
  /** Between two times that the head is asked. Default: 3 s. */
  readonly pollMs?: number | undefined;
  /** How long a request to the head may take. Default: 30 s. */
  readonly requestMs?: number | undefined;
  /** Before a submission that failed is tried again; longer each time. Default: 1 s. */
  readonly submitAgainMs?: number | undefined;
  /** How long a submitted job may wait for its node until it is taken back and submitted anew. Default: 12 min. */
  readonly unclaimedAfterMs?: number | undefined;
  /** How long nothing may be heard of a trial that Ray takes for over until it is lost. Default: 2 min. */
  readonly lostAfterMs?: number | undefined;
  /** How often a job that does not end is asked to. Default: 1 min. */
  readonly stopAgainMs?: number | undefined;
}

/** Ray itself fails what has waited for 15 min. */
const defaultUnclaimedAfterMs = 12 * 60_000;

/** The times with the defaults for what is left out. */
export function rayTimes(times: RayRunnerTimes = {}): Required<{ readonly [T in keyof RayRunnerTimes]: number }> {
  return {
    pollMs: times.pollMs ?? 3000,
    requestMs: times.requestMs ?? 30_000,
    submitAgainMs: times.submitAgainMs ?? 1000,
    unclaimedAfterMs: times.unclaimedAfterMs ?? defaultUnclaimedAfterMs,
    lostAfterMs: times.lostAfterMs ?? 120_000,
    stopAgainMs: times.stopAgainMs ?? 60_000,
  };
}
