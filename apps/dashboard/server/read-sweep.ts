import { isAllGenerated, plannedTrials } from '@hyperdrive-run/core';
import {
  HyperDriveRun,
  type Hyperparameters,
  isTerminalStatus,
  type JsonObject,
  type JsonValue,
  type RunRecord,
  type Workspace,
} from '@hyperdrive-run/sdk';
import { childToJson } from './child-to-json.js';

/** How many sweeps the list shows. */
const mostSweeps = 100;

/** What the page asks about sweeps, as JSON. */
export interface SweepReader {
  list(signal: AbortSignal): Promise<JsonValue>;
  describe(runId: string, signal: AbortSignal): Promise<JsonValue>;
  children(runId: string, signal: AbortSignal): Promise<JsonValue>;
}

/** Reads sweeps through HyperDriveRun. Children that have ended are read once: they change no more. */
export function createSweepReader(workspace: Workspace): SweepReader {
  const ended = new Map<string, JsonObject>();
  /** By child; `undefined` where nothing tells them. They do not change, and asking may take a request a child. */
  const told = new Map<string, Hyperparameters | undefined>();

  async function open(runId: string, signal: AbortSignal): Promise<HyperDriveRun> {
    const run = await workspace.getRun(runId, { signal });
    // `load` says why a run that is no sweep cannot be opened as one.
    return run instanceof HyperDriveRun ? run : HyperDriveRun.load(run.experiment, runId, { signal });
  }

  return {
    async list(signal) {
      const sweeps: JsonValue[] = [];
      for await (const { record } of workspace.listSweeps({ signal })) {
        // One more than is shown tells whether the list goes on.
        if (sweeps.length === mostSweeps) return listToJson(sweeps, true);
        if (record !== undefined) sweeps.push(sweepToJson(record));
      }
      return listToJson(sweeps, false);
    },
    async describe(runId, signal) {
      const sweep = await open(runId, signal);
      const { best, value, origin, tied, provisional, reason, sweepId } = await sweep.explainBestRun({
        signal,
        // A page that shows nothing helps nobody: it says that the best may be another one.
        onUnreadable: 'report',
      });
      const { primaryMetric, hasLimits, maxTotalRuns, maxConcurrentRuns, maxDurationMinutes } = sweep.hyperdriveConfig;
      // The page has the hyperparameters of this sweep's children; those of a resumed sweep it does not.
      const isResumed = best !== undefined && sweepId !== sweep.id;
      const inherited = isResumed ? await best.getHyperparameters({ signal }) : undefined;
      return new Map<string, JsonValue>([
        ...(sweep.record === undefined ? [] : sweepToJson(sweep.record)),
        ['primaryMetric', new Map(Object.entries(primaryMetric))],
        ['hasLimits', hasLimits],
        ['maxTotalRuns', maxTotalRuns],
        ['plannedTrials', plannedTrials(sweep.hyperdriveConfig, sweep.record)],
        ['isAllGenerated', sweep.record !== undefined && isAllGenerated(sweep.record)],
        ['maxConcurrentRuns', maxConcurrentRuns],
        ['maxDurationMinutes', maxDurationMinutes],
        [
          'bestRun',
          best === undefined
            ? null
            : new Map<string, JsonValue>([
                ['runId', best.id],
                ['value', value ?? null],
                ['origin', origin ?? null],
                ['tied', tied],
                ['provisional', provisional],
                ['resumedFrom', isResumed ? (sweepId ?? null) : null],
                ['hyperparameters', inherited ?? null],
              ]),
        ],
        ['noBestReason', reason?.code ?? null],
      ]);
    },
    async children(runId, signal) {
      const sweep = await open(runId, signal);
      const records: RunRecord[] = [];
      for await (const { record } of sweep.getChildren({ signal })) if (record !== undefined) records.push(record);
      const keyOf = (childId: string): string => JSON.stringify([runId, childId]);
      const isUntold = ({ runId: childId, status }: RunRecord): boolean =>
        told.get(keyOf(childId)) === undefined && (!told.has(keyOf(childId)) || isTerminalStatus(status));
      if (records.some((record) => !ended.has(keyOf(record.runId)) && isUntold(record))) {
        const hyperparameters = await sweep.getHyperparameters({ signal });
        for (const { runId: childId } of records) told.set(keyOf(childId), hyperparameters.get(childId));
      }
      const unknown = records.filter((record) => !ended.has(keyOf(record.runId))).map((record) => record.runId);
      const read = new Map<string, JsonObject>();
      const statuses = new Map(records.map((record) => [record.runId, record]));
      for await (const result of sweep.experiment.backend.getMetrics(unknown, { signal })) {
        const record = statuses.get(result.runId);
        if (record === undefined) continue;
        const json = childToJson(record, told.get(keyOf(result.runId)), result);
        read.set(result.runId, json);
        if (result.kind === 'read' && isTerminalStatus(record.status)) ended.set(keyOf(result.runId), json);
      }
      return records.map((record) => read.get(record.runId) ?? ended.get(keyOf(record.runId)) ?? null);
    },
  };
}

function listToJson(sweeps: readonly JsonValue[], hasMore: boolean): JsonValue {
  return new Map<string, JsonValue>([
    ['sweeps', sweeps],
    ['hasMore', hasMore],
  ]);
}

function sweepToJson(record: RunRecord): Map<string, JsonValue> {
  return new Map<string, JsonValue>([
    ['runId', record.runId],
    ['status', record.status],
    ['displayName', record.displayName ?? null],
    ['experiment', record.experimentName ?? null],
    ['startTime', record.startTime?.toISOString() ?? null],
    ['endTime', record.endTime?.toISOString() ?? null],
    ['cancellationReason', record.cancellationReason ?? null],
    ['error', record.error?.message ?? null],
  ]);
}
