import { setTimeout as delay } from 'node:timers/promises';
import { BackendError } from '@hyperdrive-run/core';
import { errorMessage } from '../../../error-message.js';
import type { LaunchState } from '../../../storage/launches/launch-store.js';
import type { EngineJob } from '../launches/follow-launch.js';
import { openOutcome } from '../open-outcome.js';
import type { TrialRefusal } from '../trial-runner.js';
import type { RayJob } from './client/ray-answers.js';
import type { NewRayJob } from './client/ray-endpoints.js';
import { viewOfJob } from './cluster/job-view.js';
import type { CodePackage } from './package/code-package.js';
import { createPlacementReport, type PlacementReport } from './placement-report.js';
import type { RayCluster } from './ray-cluster.js';

/** The longest time between two tries of a submission, in milliseconds. */
const longestWaitMs = 60_000;

/** A launch's job of a cluster: it waits in our queue, is submitted, and is followed from then on. */
export interface RayJobFollower extends EngineJob {
  /** Where the job is in the cluster. */
  readonly placement: PlacementReport;
  /** Is to be called once the trial has ended: the next one may come. What of it is left in the cluster is ended. */
  release(mayBeLeft: boolean): void;
}

/** A job that was submitted before, by this process or an earlier one, and where. */
export interface SubmittedRayJob {
  readonly id: string;
  readonly request: NewRayJob['request'];
  /** The session that it was submitted to, where it is known. */
  readonly session: string | undefined;
}

/** Follows a job that exists in the cluster. */
export function followRayJob(cluster: RayCluster, { id, request, session }: SubmittedRayJob): RayJobFollower {
  cluster.queue.adopt(id, request);
  const follower = createFollower(
    cluster,
    id,
    () => ({ session, sinceMs: 0 }),
    () => {},
  );
  follower.placement.report({ engineId: id });
  return follower;
}

/**
 * Submits a job as soon as it fits, and until it has arrived; then it is followed.
 * @param stateOf where its launch is: one that may not be claimed any more is not submitted any more
 */
export function submitRayJob(
  cluster: RayCluster,
  job: NewRayJob,
  code: CodePackage,
  stateOf: () => LaunchState | undefined,
  now: () => Date,
): RayJobFollower {
  let submission: Submission | undefined;
  const leaving = new AbortController();
  const { refuse, ...follower } = createFollower(
    cluster,
    job.id,
    () => submission,
    () => leaving.abort(),
  );

  async function submit(): Promise<void> {
    await cluster.queue.enter(job.id, job.request, leaving.signal);
    for (let waitMs = cluster.times.submitAgainMs; stateOf() === 'open'; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      try {
        const [{ session }] = await Promise.all([cluster.client.version(), cluster.packages.ensure(code)]);
        if (stateOf() !== 'open') return;
        // Also where the answer is lost: the job may be there.
        submission = { session, sinceMs: Infinity };
        await cluster.client.submit(job);
        submission = { session, sinceMs: now().getTime() };
        follower.placement.report({ engineId: job.id });
        return;
      } catch (error) {
        if (!mayPass(error)) throw error;
        follower.placement.report({ waitsFor: errorMessage(error) });
      }
      await delay(waitMs, undefined, { signal: leaving.signal, ref: false });
    }
    // It was claimed though no answer arrived.
    if (submission !== undefined) submission = { ...submission, sinceMs: now().getTime() };
  }

  submit().catch((error: unknown) => {
    // What was ended while it waited has no fault.
    if (!leaving.signal.aborted) refuse({ kind: 'refused', reason: errorMessage(error), isForAll: true });
  });
  return follower;
}

/** Where and when a job arrived. */
interface Submission {
  readonly session: string | undefined;
  /** When it was known to have arrived, in milliseconds; `Infinity` while it is not known. */
  readonly sinceMs: number;
}

/** @param leave takes it out of the queue */
function createFollower(
  cluster: RayCluster,
  id: string,
  submission: () => Submission | undefined,
  leave: () => void,
): RayJobFollower & { readonly refuse: (refusal: TrialRefusal) => void } {
  const refused = openOutcome<TrialRefusal>();
  const placement = createPlacementReport();
  return {
    placement,
    refused: refused.promise,
    refuse: refused.resolve,
    watch(listener) {
      return cluster.poll.listen((head, error) => {
        const submitted = submission();
        placement.report({ waitsFor: waitReason(submitted === undefined ? undefined : head?.jobs.get(id), error) });
        // Nothing in our own queue waits for too long, and a listing that was asked for before a job arrived lacks it.
        if (head === undefined || submitted === undefined) return listener({ kind: 'unknown' });
        if (head.askedTime.getTime() <= submitted.sinceMs) return listener({ kind: 'unknown' });
        listener(viewOfJob(id, submitted, head));
      });
    },
    async stop() {
      leave();
      if (submission() !== undefined) await cluster.ender.end(id);
    },
    release(mayBeLeft) {
      leave();
      cluster.queue.leave(id);
      if (mayBeLeft && submission() !== undefined) cluster.ender.end(id).catch(() => undefined);
    },
  };
}

/** Why a job does not run yet, for people. */
function waitReason(job: RayJob | undefined, error: unknown): string {
  if (error !== undefined) return errorMessage(error);
  return job?.message ?? 'a free place on a node of the cluster';
}

/** What is no answer of a head that refuses for good. A refused token may be corrected, and the head be asked again. */
function mayPass(error: unknown): boolean {
  if (!BackendError.isInstance(error)) return false;
  return error.isRetryable || error.code === 'not-authenticated' || error.code === 'not-authorized';
}
