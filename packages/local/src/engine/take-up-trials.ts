import {
  isJsonObject,
  isTerminalStatus,
  type JsonObject,
  parseJson,
  type RunStatus,
  type TerminalRunStatus,
} from '@hyperdrive-run/core';
import type { EngineContext } from './engine-context.js';
import type { Sweep } from './sweep.js';
import { trialRunId, trialTag } from './sweep-marks.js';
import { trialStateFromJson } from './sweep-state.js';
import { endSurvivor } from './trial/survivor.js';
import { serviceStoppedMessage } from './trial-verdict.js';

/** A trial that the store has of a sweep. */
export interface FoundTrial {
  readonly number: number;
  readonly runId: string;
  readonly point: JsonObject;
  /** How it ended; `undefined` where it is still to be started. */
  readonly status: TerminalRunStatus | undefined;
}

/**
 * The trials that a sweep has from an earlier process, by number. One that was running when that process ended, is
 * ended if it still runs, and is Failed with that as the reason: nobody kept its output and its exit code. One that was
 * only prepared has not run, and is still to be started.
 */
export async function takeUpTrials(context: EngineContext, sweep: Sweep): Promise<readonly FoundTrial[]> {
  const { store } = context;
  const tags = store.getRun(sweep)?.tags ?? new Map<string, string>();
  const found: FoundTrial[] = [];
  for (const child of Array.from(store.childrenOf(sweep))) {
    const number = Number(child.runId.slice(sweep.runId.length + 1));
    if (child.runId !== trialRunId(sweep.runId, number)) continue;
    const point = parsePoint(tags.get(trialTag(sweep.runId, number)));
    found.push({ number, runId: child.runId, point, status: await settle(context, sweep, child.runId, child.status) });
  }
  return found.toSorted((a, b) => a.number - b.number);
}

async function settle(
  { store, now }: EngineContext,
  { scope }: Sweep,
  runId: string,
  status: RunStatus,
): Promise<TerminalRunStatus | undefined> {
  if (isTerminalStatus(status)) return status;
  if (status === 'NotStarted' || status === 'Preparing') return undefined;
  const key = { scope, runId };
  await endSurvivor(trialStateFromJson(store.getEngineState(key)));
  if (status === 'CancelRequested') {
    const cancellationReason = 'The run was canceled by a user.';
    store.updateRun(key, { status: 'Canceled', endTime: now(), cancellationReason });
    return 'Canceled';
  }
  const error = { code: 'ServiceStopped', message: serviceStoppedMessage };
  store.updateRun(key, { status: 'Failed', endTime: now(), error });
  return 'Failed';
}

function parsePoint(tag: string | undefined): JsonObject {
  const point = tag === undefined ? undefined : parseJson(tag);
  return isJsonObject(point) ? point : new Map();
}
