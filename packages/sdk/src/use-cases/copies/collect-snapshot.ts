import { BackendError, HyperDriveError, type RunDetails, type RunRecord } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { findStrayRun } from '@hyperdrive-run/core/internal';
import type { CallOptions, RunMetricsResult, SweepBackend } from '@hyperdrive-run/core/ports';
import { callback, callChecks, flag, type OptionChecks } from '../../arguments/option-checks.js';
import { mapConcurrently } from '../async/map-concurrently.js';
import { isMissing } from '../failures/is-missing.js';
import { inScopeOf } from '../warm-start/in-scope-of.js';

/** What to take of a sweep. */
export interface CollectSnapshotOptions extends CallOptions {
  /** Whether the content of files is taken too: logs, models, whatever exists. Their names are taken always. Default false. */
  readonly files?: boolean | undefined;
  /** Is called with what is not taken: a resumed sweep that is gone, metrics that cannot be read. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** @see CollectSnapshotOptions */
export const collectSnapshotChecks: OptionChecks<CollectSnapshotOptions> = {
  ...callChecks,
  files: flag,
  onWarning: callback,
};

/** What is found of a sweep, one thing after the other. */
export type SnapshotPart =
  | { readonly kind: 'sweep'; readonly run: RunRecord; readonly backend: SweepBackend }
  | {
      readonly kind: 'run';
      readonly record: RunRecord;
      readonly details: Omit<RunDetails, 'run'> | undefined;
      readonly files: readonly string[] | undefined;
    }
  | { readonly kind: 'metrics'; readonly result: RunMetricsResult }
  | { readonly kind: 'file'; readonly runId: string; readonly name: string; readonly bytes: Uint8Array };

/** How many runs are read before they are handed on: what is kept at once does not grow with the sweep. */
const batchSize = 32;

/**
 * Fetches a sweep whole, in the order of a snapshot: parent, all below it in listing order, then in the same way the
 * sweeps that it resumed from. Keeps the metrics of 32 runs at most. Each run is taken once, and all of them form a tree:
 * a run above another one that no listing has is fetched.
 * @throws BackendError with code `unexpected-answer` where a run does not lie below the sweep
 */
export async function* collectSnapshot(
  backend: SweepBackend,
  parent: RunRecord,
  resumeFrom: HyperDriveConfig['resumeFrom'],
  options: CollectSnapshotOptions = {},
): AsyncGenerator<SnapshotPart, void, undefined> {
  yield* collectSweep(backend, parent, options);
  const taken = new Set([sweepKey(backend, parent.runId)]);
  for (const key of resumeFrom) {
    const scoped = inScopeOf(backend, key);
    const place = sweepKey(scoped, key.runId);
    // A sweep may name one that it resumed from more than once, or itself.
    if (taken.has(place)) continue;
    taken.add(place);
    const run = await findResumed(scoped, key.runId, options);
    if (run !== undefined) yield* collectSweep(scoped, run, options);
  }
}

function sweepKey({ scope }: SweepBackend, runId: string): string {
  const { subscriptionId, resourceGroup, workspaceName, experimentName } = scope;
  return JSON.stringify([subscriptionId, resourceGroup, workspaceName, experimentName, runId]);
}

async function findResumed(
  backend: SweepBackend,
  runId: string,
  { signal, onWarning }: CollectSnapshotOptions,
): Promise<RunRecord | undefined> {
  try {
    return await backend.getRun(runId, { signal });
  } catch (error) {
    if (!isMissing(error)) throw error;
    onWarning?.(`The resumed sweep ${JSON.stringify(runId)} is gone; it is not exported.`);
    return undefined;
  }
}

async function* collectSweep(
  backend: SweepBackend,
  parent: RunRecord,
  options: CollectSnapshotOptions,
): AsyncGenerator<SnapshotPart, void, undefined> {
  yield { kind: 'sweep', run: parent, backend };
  const parents = new Map([[parent.runId, parent.parentRunId]]);
  for await (const part of collectListed(backend, parent, parents, options)) {
    if (part.kind === 'run') parents.set(part.record.runId, part.record.parentRunId);
    yield part;
  }
  yield* collectRuns(backend, parent.runId, await fetchRunsBetween(backend, parent.runId, parents, options), options);
}

/** The sweep and what is listed below it, each run once. */
async function* collectListed(
  backend: SweepBackend,
  parent: RunRecord,
  known: Map<string, string | undefined>,
  options: CollectSnapshotOptions,
): AsyncGenerator<SnapshotPart, void, undefined> {
  let batch = [parent];
  for await (const record of backend.listChildRuns(parent.runId, { recursive: true, signal: options.signal })) {
    const { runId } = record;
    if (known.has(runId)) {
      options.onWarning?.(`The service lists run ${JSON.stringify(runId)} more than once; it is taken once.`);
      continue;
    }
    // A service need not name the parent of a run that it lists as a child.
    const parentRunId = record.parentRunId ?? parent.runId;
    known.set(runId, parentRunId);
    if (batch.length === batchSize) {
      yield* collectRuns(backend, parent.runId, batch, options);
      batch = [];
    }
    batch.push({ ...record, parentRunId });
  }
  yield* collectRuns(backend, parent.runId, batch, options);
}

/**
 * The runs between the sweep and what was listed that are in no listing themselves, such as hidden ones.
 * @param parents of all runs that are known; those that are found join them
 * @throws BackendError with code `unexpected-answer` where a run does not lie below the sweep even so
 */
async function fetchRunsBetween(
  backend: SweepBackend,
  sweepId: string,
  parents: Map<string, string | undefined>,
  { signal }: CollectSnapshotOptions,
): Promise<readonly RunRecord[]> {
  const fetched: RunRecord[] = [];
  // A run that joins is looked at in its turn.
  for (const [runId, parentId] of parents) {
    if (runId === sweepId || parentId === undefined || parents.has(parentId)) continue;
    const record = await findRunBetween(backend, parentId, { signal });
    if (record === undefined) continue;
    parents.set(parentId, record.parentRunId);
    fetched.push(record);
  }
  const stray = findStrayRun(sweepId, parents);
  if (stray === undefined) return fetched;
  throw new BackendError({
    code: 'unexpected-answer',
    message: `The service lists run ${JSON.stringify(stray.runId)} below the sweep, but it ${stray.problem}.`,
    hint: 'A file with it could not be opened again. Look at that run where it is, and delete it if nobody needs it.',
    runId: stray.runId,
  });
}

async function findRunBetween(
  backend: SweepBackend,
  runId: string,
  options: CallOptions,
): Promise<RunRecord | undefined> {
  try {
    return await backend.getRun(runId, options);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function* collectRuns(
  backend: SweepBackend,
  sweepId: string,
  records: readonly RunRecord[],
  options: CollectSnapshotOptions,
): AsyncGenerator<SnapshotPart, void, undefined> {
  const { signal } = options;
  const found = await mapConcurrently(records, signal, (record, own) => readRun(backend, record, { signal: own }));
  yield* found;
  const ids = records.map(({ runId }) => runId);
  for await (const result of backend.getMetrics(ids, { childrenOf: sweepId, signal })) {
    if (result.kind === 'unreadable') {
      options.onWarning?.(`The metrics of run ${JSON.stringify(result.runId)} cannot be read: ${result.error.message}`);
    }
    yield { kind: 'metrics', result };
  }
  if (options.files !== true) return;
  for (const { record, files = [] } of found) {
    for (const name of files) yield* fileParts(backend, record.runId, name, options);
  }
}

/** The run as a request of its own returns it, which may say more than a listing. */
async function readRun(
  backend: SweepBackend,
  listed: RunRecord,
  { signal }: { readonly signal: AbortSignal },
): Promise<Extract<SnapshotPart, { kind: 'run' }>> {
  const { runId, parentRunId } = listed;
  // Both end with the first failure, their signal being that of all runs that are read at once.
  const [found, files] = await Promise.all([
    whereSupported(() => backend.getRunDetails(runId, { signal })),
    fileNamesOf(backend, runId, { signal }),
  ]);
  if (found === undefined) return { kind: 'run', record: listed, details: undefined, files };
  const { run, ...details } = found;
  // The parent is the one that it was listed below: a run of an experiment that is a sweep may name another one.
  return { kind: 'run', record: { ...run, parentRunId: parentRunId ?? run.parentRunId }, details, files };
}

async function fileNamesOf(
  backend: SweepBackend,
  runId: string,
  { signal }: CallOptions,
): Promise<readonly string[] | undefined> {
  return whereSupported(async () => {
    const names: string[] = [];
    for await (const name of backend.listFiles(runId, { signal })) names.push(name);
    return names;
  });
}

async function whereSupported<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (HyperDriveError.isInstance(error) && error.code === 'unsupported-operation') return undefined;
    throw error;
  }
}

async function* fileParts(
  backend: SweepBackend,
  runId: string,
  name: string,
  { signal, onWarning }: CollectSnapshotOptions,
): AsyncGenerator<SnapshotPart, void, undefined> {
  const content = await whereSupported(() => backend.openFile(runId, name, { signal }));
  if (content === undefined) {
    onWarning?.(
      `The content of ${JSON.stringify(name)} of run ${JSON.stringify(runId)} is not kept there; its name is.`,
    );
    return;
  }
  let isEmpty = true;
  for await (const bytes of content) {
    isEmpty = false;
    yield { kind: 'file', runId, name, bytes };
  }
  // An empty file has content, too: none.
  if (isEmpty) yield { kind: 'file', runId, name, bytes: new Uint8Array() };
}
