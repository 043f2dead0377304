import { isTerminalStatus } from '@hyperdrive-run/core';
import type { PauseOutcome, SubmitSweepRequest, SweepEngine } from '../../engine/sweep-engine.js';
import type { RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';

/** An engine that runs nothing: it records what it is asked for. */
export interface FakeEngine extends SweepEngine {
  readonly submitted: SubmitSweepRequest[];
  readonly canceled: string[];
  /** Such as `pause HD_1`. */
  readonly actions: string[];
  /** Ids of the runs whose status is the engine's. */
  readonly owned: Set<string>;
}

export function createFakeEngine(store: RunStore): FakeEngine {
  const owned = new Set<string>();
  const submitted: SubmitSweepRequest[] = [];
  const canceled: string[] = [];
  const actions: string[] = [];
  const cancel: SweepEngine['cancelRun'] = (key) => {
    const run = store.getRun(key);
    if (run === undefined) return 'not-found';
    if (isTerminalStatus(run.status)) return 'already-finished';
    if (!owned.has(key.runId)) return 'not-here';
    canceled.push(key.runId);
    store.updateRun(key, { status: 'CancelRequested' });
    return 'requested';
  };
  const record = (action: string, key: RunKey): PauseOutcome => {
    actions.push(`${action} ${key.runId}`);
    if (!owned.has(key.runId)) return 'not-a-sweep';
    return store.getRun(key)?.parentRunId === undefined ? 'done' : 'a-trial';
  };
  return {
    owned,
    submitted,
    canceled,
    actions,
    requireReady: () => Promise.resolve(),
    submit(request) {
      submitted.push(request);
      const runId = request.runId ?? 'HD_made-here';
      owned.add(runId);
      return store.createRun({ scope: request.scope, runId, runType: 'hyperdrive' });
    },
    cancelSweep: cancel,
    cancelRun: cancel,
    pauseSweep: (key) => record('pause', key),
    resumeSweep: (key) => record('resume', key),
    retry: (key) => {
      actions.push(`retry ${key.runId}`);
      return [{ sweepId: 'HD_1', runId: 'HD_1_9', retryOf: key.runId }];
    },
    ownsStatus: (key) => owned.has(key.runId),
    recoverAtStart: () => undefined,
    whenIdle: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
