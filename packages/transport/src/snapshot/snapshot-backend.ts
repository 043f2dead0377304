import {
  BackendError,
  type BackendErrorCode,
  isTerminalStatus,
  type Metric,
  type RunDetails,
  type RunRecord,
  type RunScope,
  UnsupportedOperationError,
} from '@hyperdrive-run/core';
import { isSweep } from '@hyperdrive-run/core/internal-config';
import type {
  CallOptions,
  GetMetricsOptions,
  ListChildRunsOptions,
  ListSweepsOptions,
  RunMetricsResult,
  SweepBackend,
} from '@hyperdrive-run/core/ports';
import { joinParts } from './metric-json.js';
import type { LoadedRun, LoadedSweep, SnapshotContent } from './snapshot-content.js';

const displayName = 'A sweep in a file';

/**
 * Answers about the sweeps of a snapshot as their service did when it was taken. It is read only: what would change a
 * run is refused. Does no I/O.
 */
export function createSnapshotBackend(
  content: SnapshotContent,
  scope: RunScope = content.sweeps[0].scope,
): SweepBackend {
  const sweeps = content.sweeps.filter((sweep) => isIn(sweep.scope, scope));

  function find(runId: string, options: CallOptions | undefined): LoadedRun {
    options?.signal?.throwIfAborted();
    for (const { runs } of sweeps) {
      const run = runs.get(runId);
      if (run !== undefined) return run;
    }
    throw notFound(`There is no run ${JSON.stringify(runId)} in the file of the sweep.`, runId);
  }

  function fileNames(runId: string, options: CallOptions | undefined): readonly string[] {
    const { files } = find(runId, options);
    if (files === undefined) throw unsupported('files of runs', `${content.exportedFrom} reported none.`);
    return files;
  }

  /** What cannot be done to a run here. What a service would say of it first is said first. */
  function refuseCancel(runId: string, options: CallOptions | undefined): never {
    const { record } = find(runId, options);
    if (!isTerminalStatus(record.status)) throw unsupported('canceling runs', readOnly);
    const message = `Run ${JSON.stringify(runId)} has already ended as ${record.status}.`;
    throw new BackendError({ code: 'already-finished', message, runId });
  }

  return {
    displayName,
    scope,
    getRun: async (runId, options) => find(runId, options).record,
    async getRunDetails(runId, options): Promise<RunDetails> {
      const { record, details } = find(runId, options);
      return { run: record, ...(details ?? { arguments: [], logFiles: undefined }) };
    },
    async *listChildRuns(parentId: string, options: ListChildRunsOptions = {}) {
      find(parentId, options);
      yield* listed(runsBelow(sweeps, parentId, options.recursive === true), options);
    },
    async *listSweeps(options: ListSweepsOptions = {}) {
      const found = sweeps.flatMap(({ runId, runs }) =>
        [...runs.values()].map(({ record }) => record).filter((record) => record.runId === runId || isSweep(record)),
      );
      const newestFirst = found.toSorted((a, b) => startOf(b) - startOf(a));
      yield* listed(newestFirst, options);
    },
    async *getMetrics(runIds: readonly string[], options: GetMetricsOptions = {}) {
      for (const runId of runIds) yield metricsOf(runId, () => find(runId, options), options);
    },
    cancelSweep: async (runId, options) => refuseCancel(runId, options),
    cancelRun: async (runId, options) => refuseCancel(runId, options),
    async submitSweep(_, options) {
      options?.signal?.throwIfAborted();
      throw unsupported('submitting sweeps', 'Submit to Azure ML or to the local service.');
    },
    async updateRun(runId, _, options) {
      find(runId, options);
      throw unsupported('changing runs', readOnly);
    },
    async *listFiles(runId, options) {
      yield* fileNames(runId, options);
    },
    async openFile(runId, name, options) {
      const isThere = fileNames(runId, options).includes(name);
      if (!isThere) throw notFound(`Run ${JSON.stringify(runId)} has no file ${JSON.stringify(name)}.`, runId);
      const parts = find(runId, options).contents.get(name);
      if (parts === undefined) {
        throw unsupported(`the content of ${JSON.stringify(name)}`, 'Export the sweep again with --files.');
      }
      return piecesOf(parts, options);
    },
    getPortalUrl: () => undefined,
    withScope(other) {
      const given = Object.fromEntries(Object.entries(other).filter(([, value]) => value !== undefined));
      return createSnapshotBackend(content, { ...scope, ...given });
    },
  };
}

const readOnly =
  'A file is read only: ask the service that the sweep came from, or import the file into the local one.';

/** What either scope leaves out does not matter: a service need not say in which experiment a run is. */
function isIn(of: RunScope, wanted: RunScope): boolean {
  const isSame = (name: keyof RunScope): boolean => !wanted[name] || !of[name] || wanted[name] === of[name];
  return isSame('subscriptionId') && isSame('resourceGroup') && isSame('workspaceName') && isSame('experimentName');
}

/** In the order of the file. */
function runsBelow(sweeps: readonly LoadedSweep[], parentId: string, recursive: boolean): readonly RunRecord[] {
  const runs = sweeps.find((sweep) => sweep.runs.has(parentId))?.runs ?? new Map<string, LoadedRun>();
  const records = [...runs.values()].map(({ record }) => record).filter((record) => record.runId !== parentId);
  if (!recursive) return records.filter((record) => !record.hidden && record.parentRunId === parentId);
  const below = descendantIds(records, parentId);
  return records.filter((record) => !record.hidden && below.has(record.runId));
}

/** The ids of all runs below one, found in one pass over a tree. */
function descendantIds(records: readonly RunRecord[], ancestorId: string): ReadonlySet<string> {
  const children = new Map<string | undefined, string[]>();
  for (const { runId, parentRunId } of records) {
    const siblings = children.get(parentRunId);
    if (siblings === undefined) children.set(parentRunId, [runId]);
    else siblings.push(runId);
  }
  const found = new Set<string>();
  const open = [ancestorId];
  for (const id of open) {
    for (const child of children.get(id) ?? []) {
      found.add(child);
      open.push(child);
    }
  }
  return found;
}

function* listed(records: readonly RunRecord[], { signal, status }: ListSweepsOptions): Iterable<RunRecord> {
  for (const record of records) {
    signal?.throwIfAborted();
    if (status?.includes(record.status) ?? true) yield record;
  }
}

function metricsOf(runId: string, find: () => LoadedRun, { names, signal }: GetMetricsOptions): RunMetricsResult {
  signal?.throwIfAborted();
  let run: LoadedRun;
  try {
    run = find();
  } catch (error) {
    if (BackendError.isInstance(error)) return { kind: 'unreadable', runId, error };
    throw error;
  }
  if (run.unreadable !== undefined) return { kind: 'unreadable', runId, error: failureOf(runId, run.unreadable) };
  const metrics = new Map<string, Metric>();
  for (const [name, parts] of run.metrics) {
    const metric = (names?.includes(name) ?? true) ? joinParts(parts) : undefined;
    if (metric !== undefined) metrics.set(name, metric);
  }
  return { kind: 'read', runId, metrics };
}

const knownCodes: ReadonlySet<string> = new Set<BackendErrorCode>([
  'run-not-found',
  'not-authorized',
  'refused',
  'throttled',
  'service-failure',
  'unexpected-answer',
  'connection-failed',
  'timed-out',
]);

function failureOf(
  runId: string,
  { code, message }: { readonly code: string; readonly message: string },
): BackendError {
  const isKnown = (text: string): text is BackendErrorCode => knownCodes.has(text);
  return new BackendError({
    code: isKnown(code) ? code : 'service-failure',
    message: `When the sweep was exported: ${message}`,
    hint: 'Export the sweep again.',
    runId,
  });
}

async function* piecesOf(
  parts: readonly Uint8Array[],
  options: CallOptions | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const part of parts) {
    options?.signal?.throwIfAborted();
    yield part;
  }
}

function startOf(record: RunRecord): number {
  return record.startTime?.getTime() ?? Number.POSITIVE_INFINITY;
}

function notFound(message: string, runId: string): BackendError {
  return new BackendError({ code: 'run-not-found', message, hint: 'The file contains one sweep and its runs.', runId });
}

function unsupported(operation: string, hint: string): UnsupportedOperationError {
  return new UnsupportedOperationError({ operation, backend: displayName, hint });
}
