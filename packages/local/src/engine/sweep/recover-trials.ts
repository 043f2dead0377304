import { isTerminalStatus } from '@hyperdrive-run/core';
import { isJsonObject, type JsonObject, parseJson } from '@hyperdrive-run/core/json';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import type { EngineContext } from '../engine-context.js';
import { endPersistently } from '../runners/end-persistently.js';
import { followUntilKnown } from '../runners/follow-until-known.js';
import type { FoundTrial, SubmittedTrial, TrialRunner } from '../runners/trial-runner.js';
import { endTrial } from '../trial/end-trial.js';
import { addressFor } from '../trial/next-start.js';
import type { StoredTrial } from '../trial/stored-trial.js';
import { trialStateFromJson } from '../trial/trial-state.js';
import { movedVerdict, type TrialVerdict, trialVerdict } from '../trial/trial-verdict.js';
import type { Sweep } from './sweep.js';
import { trialRunId, trialTag } from './sweep-tags.js';

/**
 * The trials that a sweep has from an earlier process, by number, as docs/local-service.md describes under "When it is
 * killed": one that waits or runs is adopted, one that has ended gets the verdict of its exit code, one that was
 * never started is still to be started, and one whose end is not known is Failed.
 */
export async function recoverTrials(context: EngineContext, sweep: Sweep): Promise<readonly StoredTrial[]> {
  const { store } = context;
  const tags = store.getRun(sweep)?.tags ?? new Map<string, string>();
  const found = Array.from(store.childrenOf(sweep), async (child): Promise<StoredTrial | undefined> => {
    const number = Number(child.runId.slice(sweep.runId.length + 1));
    if (child.runId !== trialRunId(sweep.runId, number)) return undefined;
    const point = parsePoint(tags.get(trialTag(sweep.runId, number)));
    return { number, runId: child.runId, point, ...(await recoverTrial(context, sweep.runner, child)) };
  });
  return (await Promise.all(found)).filter((trial) => trial !== undefined).toSorted((a, b) => a.number - b.number);
}

type Recovered = Pick<StoredTrial, 'status' | 'survivor'>;

async function recoverTrial(context: EngineContext, runner: TrialRunner, run: StoredRun): Promise<Recovered> {
  const { handle, serviceAddress, isReserved } = trialStateFromJson(context.store.getEngineState(run));
  if (run.status === 'NotStarted' || (run.status === 'Preparing' && isReserved !== true)) return { status: undefined };
  if (isTerminalStatus(run.status)) {
    // The process that stored the end may have died before it cleaned up.
    await runner.cleanUp(run, handle);
    return { status: run.status };
  }
  const isToEnd = run.status === 'CancelRequested';
  const found = await findJob(context, runner, run, handle);
  if (found.kind === 'not-started' && !isToEnd) return { status: undefined };
  const isReachable = serviceAddress === addressFor(context, runner);
  if (found.kind === 'active' && !isToEnd && isReachable) return { status: undefined, survivor: found.trial };
  const verdict = await settle(context, run, found);
  const endTime = (found.kind === 'ended' ? found.time : undefined) ?? context.now();
  // The reason of a cancellation was stored when it was asked for.
  const cancellationReason = run.cancellationReason ?? verdict.cancellationReason;
  endTrial(context.store, run, { ...verdict, cancellationReason }, endTime);
  await runner.cleanUp(run, handle);
  return { status: verdict.status };
}

/** A job of which its runner cannot say now what became of it is followed like one that waits, until it can. */
type KnownTrial = Exclude<FoundTrial, { readonly kind: 'unknown' }>;

async function findJob(
  { runnerWaitMs }: EngineContext,
  runner: TrialRunner,
  run: StoredRun,
  handle: JsonObject | undefined,
): Promise<KnownTrial> {
  if (handle === undefined) return { kind: 'ended', exit: { kind: 'lost' } };
  const find = (): Promise<FoundTrial> => runner.find(run, handle);
  const found = await find();
  if (found.kind !== 'unknown') return found;
  return { kind: 'active', trial: followUntilKnown(undefined, find, runnerWaitMs) };
}

/** The verdict on a trial that has ended, or is ended here. */
async function settle(context: EngineContext, run: StoredRun, found: KnownTrial): Promise<TrialVerdict> {
  const stop = run.status === 'CancelRequested' ? ({ kind: 'canceled' } as const) : undefined;
  if (found.kind === 'ended') return trialVerdict(found.exit, stop);
  if (found.kind === 'active') {
    await endJob(context, found.trial);
    if (stop === undefined) return movedVerdict;
  }
  return trialVerdict({ kind: 'lost' }, stop);
}

async function endJob({ runnerWaitMs }: EngineContext, trial: SubmittedTrial): Promise<void> {
  await endPersistently(trial, () => undefined, runnerWaitMs);
  await trial.ended;
}

function parsePoint(tag: string | undefined): JsonObject {
  const point = tag === undefined ? undefined : parseJson(tag);
  return isJsonObject(point) ? point : new Map();
}
