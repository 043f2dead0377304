import {
  isJsonObject,
  isTerminalStatus,
  type JsonObject,
  parseJson,
  type TerminalRunStatus,
} from '@hyperdrive-run/core';
import type { StoredRun } from '../../storage/stored-run.js';
import type { EngineContext } from '../engine-context.js';
import { trialFolders } from '../runners/process/trial-folders.js';
import { removeWorkFolder } from '../runners/process/work-folder.js';
import type { FoundLaunch, RunningTrial } from '../runners/trial-runner.js';
import { endTrial } from '../trial/end-trial.js';
import { movedVerdict, type TrialVerdict, trialVerdict } from '../trial/trial-verdict.js';
import type { Sweep } from './sweep.js';
import { trialRunId, trialTag } from './sweep-marks.js';
import { trialStateFromJson } from './sweep-state.js';

/** A trial that the store has of a sweep. */
export interface FoundTrial {
  readonly number: number;
  readonly runId: string;
  readonly point: JsonObject;
  /** How it ended; `undefined` where it runs, or is still to be started. */
  readonly status: TerminalRunStatus | undefined;
  /** Its process, where it outlived the service that started it. */
  readonly survivor?: RunningTrial | undefined;
}

/**
 * The trials that a sweep has from an earlier process, by number, as docs/local-service.md tells under "When it is
 * killed": one that still runs is adopted, one that has ended gets the verdict of its exit code, one whose process was
 * never started is still to be started, and one of which nobody knows how it ended is Failed.
 */
export async function takeUpTrials(context: EngineContext, sweep: Sweep): Promise<readonly FoundTrial[]> {
  const { store } = context;
  const tags = store.getRun(sweep)?.tags ?? new Map<string, string>();
  const found = Array.from(store.childrenOf(sweep), async (child): Promise<FoundTrial | undefined> => {
    const number = Number(child.runId.slice(sweep.runId.length + 1));
    if (child.runId !== trialRunId(sweep.runId, number)) return undefined;
    const point = parsePoint(tags.get(trialTag(sweep.runId, number)));
    return { number, runId: child.runId, point, ...(await takeUp(context, child)) };
  });
  return (await Promise.all(found)).filter((trial) => trial !== undefined).toSorted((a, b) => a.number - b.number);
}

async function takeUp(context: EngineContext, run: StoredRun): Promise<Pick<FoundTrial, 'status' | 'survivor'>> {
  const folders = trialFolders(context.files, run);
  if (run.status === 'NotStarted' || run.status === 'Preparing') return { status: undefined };
  if (!isTerminalStatus(run.status)) {
    const state = trialStateFromJson(context.store.getEngineState(run));
    const launch = await find(context, run, state.launchId);
    if (launch.kind === 'not-started' && run.status !== 'CancelRequested') return { status: undefined };
    const isReachable = state.serviceAddress === context.serviceAddress();
    if (launch.kind === 'running' && run.status !== 'CancelRequested' && isReachable) {
      return { status: undefined, survivor: launch.trial };
    }
    const verdict = await settle(run, launch);
    const endTime = (launch.kind === 'ended' ? launch.time : undefined) ?? context.now();
    // The reason of a cancellation was stored when it was asked for.
    const cancellationReason = run.cancellationReason ?? verdict.cancellationReason;
    endTrial(context.store, run, { ...verdict, cancellationReason }, endTime);
    await removeWorkFolder(folders);
    return { status: verdict.status };
  }
  // The process that stored the end may have died before it tidied up.
  await removeWorkFolder(folders);
  return { status: run.status };
}

function find({ files, runner }: EngineContext, run: StoredRun, launchId: string | undefined): Promise<FoundLaunch> {
  if (launchId === undefined) return Promise.resolve({ kind: 'ended', exit: { kind: 'lost' } });
  const { launch, log } = trialFolders(files, run);
  return runner.find({ record: { folder: launch, id: launchId }, logPath: log });
}

/** The verdict on a trial that has ended, or is ended here. */
async function settle(run: StoredRun, launch: FoundLaunch): Promise<TrialVerdict> {
  const stop = run.status === 'CancelRequested' ? ({ kind: 'canceled' } as const) : undefined;
  if (launch.kind === 'ended') return trialVerdict(launch.exit, stop);
  if (launch.kind === 'running') {
    launch.trial.end();
    await launch.trial.ended;
    if (stop === undefined) return movedVerdict;
  }
  return trialVerdict({ kind: 'lost' }, stop);
}

function parsePoint(tag: string | undefined): JsonObject {
  const point = tag === undefined ? undefined : parseJson(tag);
  return isJsonObject(point) ? point : new Map();
}
