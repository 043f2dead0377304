import {
  BackendError,
  isTerminalStatus,
  type RunDetails,
  type RunRecord,
  type RunScope,
  UnsupportedOperationError,
} from '@hyperdrive-run/core';
import type {
  CallOptions,
  GetMetricsOptions,
  ListChildRunsOptions,
  ListSweepsOptions,
  SweepBackend,
} from '@hyperdrive-run/core/ports';
import type { StoreSource } from './store-source.js';

/** A backend of a store of another tool. It is read only: what would change a run is refused. */
export function createStoreBackend(
  source: StoreSource,
  scope: RunScope = { experimentName: source.experimentName },
): SweepBackend {
  // What another scope is asked for is not here, and no failure.
  const isHere = scope.experimentName === undefined || scope.experimentName === source.experimentName;

  async function find(runId: string, options: CallOptions = {}): Promise<RunRecord> {
    options.signal?.throwIfAborted();
    const run = isHere ? await source.findRun(runId, options) : undefined;
    options.signal?.throwIfAborted();
    if (run === undefined) throw notFound(source, `There is no run ${JSON.stringify(runId)}`, runId);
    return run;
  }

  return {
    displayName: source.displayName,
    scope,
    getRun: find,
    async getRunDetails(runId, options = {}): Promise<RunDetails> {
      const run = await find(runId, options);
      return { run, ...((await source.getDetails?.(run, options)) ?? { arguments: [], logFiles: undefined }) };
    },
    async *listChildRuns(parentId: string, options: ListChildRunsOptions = {}) {
      options.signal?.throwIfAborted();
      const children = isHere ? await source.listChildren(parentId, options) : undefined;
      options.signal?.throwIfAborted();
      if (children === undefined) throw notFound(source, `There is no run ${JSON.stringify(parentId)}`, parentId);
      // Not `yield*`, which waits three times for each of what is there already.
      for (const child of listed(children, options)) yield child;
    },
    async *listSweeps(options: ListSweepsOptions = {}) {
      options.signal?.throwIfAborted();
      yield* listed(isHere ? await source.listSweeps(options) : [], options);
    },
    async *getMetrics(runIds: readonly string[], options: GetMetricsOptions = {}) {
      options.signal?.throwIfAborted();
      const found = isHere ? await source.readMetrics(runIds, options) : new Map<string, never>();
      for (const runId of runIds) {
        options.signal?.throwIfAborted();
        const metrics = found.get(runId);
        if (metrics !== undefined) yield { kind: 'read', runId, metrics };
        else {
          const error = notFound(source, `There is no run ${JSON.stringify(runId)}`, runId);
          yield { kind: 'unreadable', runId, error };
        }
      }
    },
    getMetricReadings: isHere ? source.getMetricReadings : undefined,
    getLeadingChildren: isHere ? source.getLeadingChildren : undefined,
    countChildRuns: isHere ? source.countChildRuns : undefined,
    ...refusals(source, find),
    async *listFiles(runId, options = {}) {
      const run = await find(runId, options);
      if (source.listFiles === undefined) throw unsupported(source, 'files of runs', 'The store keeps none.');
      yield* await source.listFiles(run, options);
    },
    async openFile(runId, name, options = {}) {
      const run = await find(runId, options);
      if (source.openFile === undefined) throw unsupported(source, 'files of runs', 'The store keeps none.');
      const content = await source.openFile(run, name, options);
      if (content !== undefined) return content;
      throw notFound(source, `Run ${JSON.stringify(runId)} has no file ${JSON.stringify(name)}`, runId);
    },
    getPortalUrl: () => undefined,
    withScope(other) {
      const given = Object.fromEntries(Object.entries(other).filter(([, value]) => value !== undefined));
      return createStoreBackend(source, { ...scope, ...given });
    },
  };
}

/** What would change a run, or start one. */
function refusals(
  source: StoreSource,
  find: (runId: string, options?: CallOptions) => Promise<RunRecord>,
): Pick<SweepBackend, 'cancelSweep' | 'cancelRun' | 'submitSweep' | 'updateRun'> {
  /** What cannot be done to a run here. What a service would say of it first is said first. */
  async function refuseCancel(runId: string, options: CallOptions | undefined): Promise<never> {
    const { status } = await find(runId, options);
    if (!isTerminalStatus(status)) throw unsupported(source, 'canceling runs', readOnly);
    const message = `Run ${JSON.stringify(runId)} has already ended as ${status}.`;
    throw new BackendError({ code: 'already-finished', message, runId });
  }

  return {
    cancelSweep: refuseCancel,
    cancelRun: refuseCancel,
    async submitSweep(_, options) {
      options?.signal?.throwIfAborted();
      throw unsupported(source, 'submitting sweeps', 'Submit to Azure ML or to the local service.');
    },
    async updateRun(runId, _, options) {
      await find(runId, options);
      throw unsupported(source, 'changing runs', readOnly);
    },
  };
}

function unsupported({ displayName }: StoreSource, operation: string, hint: string): UnsupportedOperationError {
  return new UnsupportedOperationError({ operation, backend: displayName, hint });
}

const readOnly = 'It is read only: change it with the tool that it belongs to.';

function* listed(records: readonly RunRecord[], { signal, status }: ListSweepsOptions): Iterable<RunRecord> {
  for (const record of records) {
    signal?.throwIfAborted();
    if (status?.includes(record.status) ?? true) yield record;
  }
}

function notFound(source: StoreSource, what: string, runId: string): BackendError {
  const message = `${what} in ${source.displayName.replace(/^An? /, (article) => article.toLowerCase())}.`;
  return new BackendError({ code: 'run-not-found', message, hint: 'List the sweeps to see what there is.', runId });
}
