import { HyperDriveError, isTerminalStatus, type RunRecord, UnsupportedOperationError } from '@hyperdrive-run/core';
import type { CallOptions, ListChildRunsOptions, RunMetricsResult, SweepBackend } from '@hyperdrive-run/core/ports';
import { type MlflowConnection, runNotFound } from '../mlflow-connection.js';
import { parseCandidateId, toCandidateId } from './candidate-id.js';
import { expectedCandidates } from './expected-candidates.js';
import { isSearch, readSearchCandidates } from './read-search-candidates.js';
import { candidatesWithoutRun, type SearchCandidate, toMetrics } from './search-table.js';

/**
 * Adds to a backend the candidates of searches that no run was kept for. `mlflow.sklearn.autolog` makes runs for the
 * five best candidates of a `GridSearchCV` and writes all of them into the table `cv_results.csv`: each row without a run
 * is listed after the runs, as `<run of the search>/candidate-<row>`. What needs a run of its own is refused.
 */
export function withSearchCandidates(backend: SweepBackend, connection: MlflowConnection): SweepBackend {
  /** @throws BackendError with code `run-not-found` where the search has no such row */
  async function find(runId: string, options: CallOptions | undefined): Promise<CandidateOfSearch | undefined> {
    const id = parseCandidateId(runId);
    if (id === undefined) return undefined;
    const search = await backend.getRun(id.parentId, options);
    const candidates = isSearch(search) ? await readSearchCandidates(connection, search, options?.signal) : undefined;
    const candidate = candidates?.[id.row];
    if (candidate === undefined) throw runNotFound(runId, connection.experimentName);
    return { search, candidate };
  }

  /** What cannot be done to a row of a table. */
  function refuseWithoutRun(runId: string, operation: string, options: CallOptions | undefined): void {
    if (parseCandidateId(runId) === undefined) return;
    options?.signal?.throwIfAborted();
    const hint = 'MLflow kept no run for this candidate, only its row in cv_results.csv; ask the run of the search.';
    throw new UnsupportedOperationError({
      operation: `${operation} of a candidate without a run`,
      backend: 'MLflow',
      hint,
    });
  }

  return {
    ...backend,
    async getRun(runId, options) {
      const found = await find(runId, options);
      return found === undefined ? withExpected(await backend.getRun(runId, options)) : toRecord(found);
    },
    async getRunDetails(runId, options) {
      const found = await find(runId, options);
      if (found !== undefined) return { run: toRecord(found), arguments: [], logFiles: undefined };
      const details = await backend.getRunDetails(runId, options);
      return { ...details, run: withExpected(details.run) };
    },
    async *listChildRuns(parentId, options = {}) {
      if ((await find(parentId, options)) !== undefined) return;
      yield* listWithCandidates(backend, connection, parentId, options);
    },
    async *getMetrics(runIds, options = {}) {
      const candidateIds = runIds.filter((runId) => parseCandidateId(runId) !== undefined);
      const ids = runIds.filter((runId) => parseCandidateId(runId) === undefined);
      if (ids.length > 0 || candidateIds.length === 0) yield* backend.getMetrics(ids, options);
      yield* readCandidateMetrics(backend, connection, candidateIds, options);
    },
    async cancelSweep(runId, options) {
      refuseWithoutRun(runId, 'canceling', options);
      return backend.cancelSweep(runId, options);
    },
    async cancelRun(runId, options) {
      refuseWithoutRun(runId, 'canceling', options);
      return backend.cancelRun(runId, options);
    },
    async updateRun(runId, changes, options) {
      refuseWithoutRun(runId, 'changing tags and names', options);
      return backend.updateRun(runId, changes, options);
    },
    async *listFiles(runId, options) {
      refuseWithoutRun(runId, 'files', options);
      yield* backend.listFiles(runId, options);
    },
    async openFile(runId, name, options) {
      refuseWithoutRun(runId, 'files', options);
      return backend.openFile(runId, name, options);
    },
  };
}

/** A row of a search's table, and the run of the search. */
interface CandidateOfSearch {
  readonly search: RunRecord;
  readonly candidate: SearchCandidate;
}

/** A row is as old as its search, and has ended: a search writes its table at its end. */
function toRecord({ search, candidate }: CandidateOfSearch): RunRecord {
  const { row, parameters } = candidate;
  const { runId: parentId, experimentName, startTime, endTime, createdBy } = search;
  const rootRunId = search.rootRunId ?? parentId;
  return {
    runId: toCandidateId({ parentId, row }),
    status: 'Completed',
    parentRunId: parentId,
    rootRunId,
    experimentName,
    name: `candidate ${row}`,
    displayName: `candidate ${row}`,
    hidden: false,
    tags: new Map(),
    properties: new Map(),
    parameters,
    createdTime: startTime,
    startTime,
    endTime,
    warnings: [],
    createdBy,
  };
}

/** The run of a search says how many candidates it had. */
function withExpected(run: RunRecord): RunRecord {
  if (!isSearch(run)) return run;
  return { ...run, expectedChildren: expectedCandidates(run.parameters ?? new Map()) };
}

async function* listWithCandidates(
  backend: SweepBackend,
  connection: MlflowConnection,
  parentId: string,
  { status, ...options }: ListChildRunsOptions,
): AsyncGenerator<RunRecord, void, undefined> {
  const isWanted = (run: RunRecord): boolean => status?.includes(run.status) ?? true;
  const searches: RunRecord[] = [];
  const children: RunRecord[] = [];
  let isEmpty = true;
  for await (const run of backend.listChildRuns(parentId, options)) {
    isEmpty = false;
    if (isWanted(run)) yield run;
    if (mayBeOfSearch(run)) children.push(run);
    if (options.recursive === true && isSearch(run)) searches.push(run);
  }
  // The runs of a search were logged by themselves, as it was: other sweeps cost no request more.
  const parent = isEmpty || children.length > 0 ? await backend.getRun(parentId, options) : undefined;
  if (parent !== undefined && isSearch(parent)) searches.unshift(parent);
  for (const search of searches) {
    const candidates = isTerminalStatus(search.status)
      ? await readSearchCandidates(connection, search, options.signal)
      : undefined;
    const own = children.filter(({ parentRunId }) => parentRunId === search.runId);
    for (const candidate of candidatesWithoutRun(candidates ?? [], own)) {
      const record = toRecord({ search, candidate });
      if (isWanted(record)) yield record;
    }
  }
}

function mayBeOfSearch({ tags }: RunRecord): boolean {
  return tags.has('mlflow.autologging') || tags.has('estimator_class');
}

async function* readCandidateMetrics(
  backend: SweepBackend,
  connection: MlflowConnection,
  runIds: readonly string[],
  { names, signal }: CallOptions & { readonly names?: readonly string[] | undefined },
): AsyncGenerator<RunMetricsResult, void, undefined> {
  const bySearch = new Map<string, string[]>();
  for (const runId of new Set(runIds)) {
    const parentId = parseCandidateId(runId)?.parentId ?? '';
    const ids = bySearch.get(parentId) ?? [];
    bySearch.set(parentId, ids);
    ids.push(runId);
  }
  for (const [parentId, ids] of bySearch) {
    let candidates: readonly SearchCandidate[] | undefined;
    try {
      candidates = await readSearchCandidates(connection, await backend.getRun(parentId, { signal }), signal);
    } catch (error) {
      if (signal?.aborted === true || !HyperDriveError.isInstance(error) || error.code === 'not-authenticated')
        throw error;
      for (const runId of ids) yield { kind: 'unreadable', runId, error };
      continue;
    }
    for (const runId of ids) {
      const candidate = candidates?.[parseCandidateId(runId)?.row ?? -1];
      if (candidate === undefined) {
        yield { kind: 'unreadable', runId, error: runNotFound(runId, connection.experimentName) };
      } else yield { kind: 'read', runId, metrics: toMetrics(candidate, names) };
    }
  }
}
