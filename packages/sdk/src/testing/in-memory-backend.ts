import { BackendError, isTerminalStatus, type RunDetails, type RunRecord, type RunScope } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { isSweep } from '@hyperdrive-run/core/internal-config';
import { writeJson } from '@hyperdrive-run/core/json';
import type {
  CallOptions,
  GetMetricsOptions,
  ListChildRunsOptions,
  ListSweepsOptions,
  RunChanges,
  RunMetricsResult,
  SweepBackend,
} from '@hyperdrive-run/core/ports';
import type { RunFixture, SweepFixture } from './sweep-fixture.js';

/** Runs by scope and id. Shared by all scopes of one backend. */
type Runs = Map<string, Map<string, RunFixture>>;

/**
 * A backend that keeps its sweeps in memory: for tests of code that uses HyperDriveRun, and the reference that the
 * contract suite is checked with. A submitted sweep stays Queued: nothing runs here.
 */
export class InMemoryBackend implements SweepBackend {
  readonly displayName = 'The in-memory backend';
  readonly scope: RunScope;
  #runs: Runs = new Map();

  /** @param sweeps what the backend contains; each must say its scope */
  constructor(scope: RunScope, sweeps: readonly SweepFixture[] = []) {
    this.scope = scope;
    for (const sweep of sweeps) this.load(sweep);
  }

  /** Puts a sweep in, in place of what was there under the same ids: that is how a test lets time pass. */
  load(sweep: SweepFixture): void {
    for (const run of [sweep.parent, ...sweep.children]) runsIn(this.#runs, sweep.scope).set(run.record.runId, run);
  }

  withScope(scope: RunScope): SweepBackend {
    const given = Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== undefined));
    const backend = new InMemoryBackend({ ...this.scope, ...given });
    backend.#runs = this.#runs;
    return backend;
  }

  async getRun(runId: string, options?: CallOptions): Promise<RunRecord> {
    return this.#find(runId, options).record;
  }

  async getRunDetails(runId: string, options?: CallOptions): Promise<RunDetails> {
    const run = this.#find(runId, options);
    return { run: run.record, arguments: run.arguments, logFiles: [...run.files.keys()].filter(isLog) };
  }

  async *listChildRuns(parentId: string, options: ListChildRunsOptions = {}): AsyncIterable<RunRecord> {
    this.#find(parentId, options);
    const isChild = (record: RunRecord): boolean => record.parentRunId === parentId;
    const isBelow = (record: RunRecord): boolean => record.rootRunId === parentId && record.runId !== parentId;
    yield* this.#list(options.recursive === true ? isBelow : isChild, options);
  }

  async *listSweeps(options: ListSweepsOptions = {}): AsyncIterable<RunRecord> {
    yield* this.#list(isSweep, options);
  }

  async *getMetrics(runIds: readonly string[], options: GetMetricsOptions = {}): AsyncIterable<RunMetricsResult> {
    for (const runId of runIds) {
      throwIfAborted(options);
      const run = runsIn(this.#runs, this.scope).get(runId);
      if (run === undefined) {
        yield { kind: 'unreadable', runId, error: notFound(runId) };
        continue;
      }
      const wanted = run.metrics.filter(({ name }) => options.names?.includes(name) ?? true);
      yield { kind: 'read', runId, metrics: new Map(wanted.map((metric) => [metric.name, metric])) };
    }
  }

  async cancelSweep(runId: string, options?: CallOptions): Promise<void> {
    await this.cancelRun(runId, options);
    for await (const child of this.listChildRuns(runId, options)) {
      if (!isTerminalStatus(child.status)) await this.cancelRun(child.runId, options);
    }
  }

  async cancelRun(runId: string, options?: CallOptions): Promise<void> {
    const { record } = this.#find(runId, options);
    if (isTerminalStatus(record.status)) {
      const message = `Run ${JSON.stringify(runId)} has already ended as ${record.status}.`;
      throw new BackendError({ code: 'already-finished', message, runId });
    }
    this.#put({ ...record, status: 'Canceled', endTime: new Date() });
  }

  async submitSweep(config: HyperDriveConfig, options?: CallOptions): Promise<RunRecord> {
    throwIfAborted(options);
    const runId = `HD_${crypto.randomUUID()}`;
    const tags = new Map([...config.toWire()].map(([name, value]) => [`_aml_system_${name}`, writeJson(value)]));
    const record: RunRecord = {
      runId,
      status: 'Queued',
      runType: 'hyperdrive',
      experimentName: this.scope.experimentName,
      hidden: false,
      tags,
      properties: new Map(),
      createdTime: new Date(),
      warnings: [],
    };
    this.#put(record);
    return record;
  }

  async updateRun(runId: string, changes: RunChanges, options?: CallOptions): Promise<RunRecord> {
    const { record } = this.#find(runId, options);
    const tags = new Map([...record.tags, ...(changes.setTags ?? [])]);
    for (const name of changes.removeTags ?? []) tags.delete(name);
    const changed = {
      ...record,
      tags,
      properties: new Map([...record.properties, ...(changes.addProperties ?? [])]),
      displayName: changes.displayName ?? record.displayName,
      description: changes.description ?? record.description,
      hidden: changes.hidden ?? record.hidden,
    };
    this.#put(changed);
    return changed;
  }

  async *listFiles(runId: string, options?: CallOptions): AsyncIterable<string> {
    yield* this.#find(runId, options).files.keys();
  }

  async openFile(runId: string, name: string, options?: CallOptions): Promise<AsyncIterable<Uint8Array>> {
    const content = this.#find(runId, options).files.get(name);
    if (content === undefined) throw notFound(`${runId}/${name}`);
    return piecesOf(new TextEncoder().encode(content), options);
  }

  getPortalUrl(): string | undefined {
    return undefined;
  }

  /** Newest start first, as services return `StartTimeUtc desc`. */
  *#list(matches: (record: RunRecord) => boolean, options: ListSweepsOptions): Iterable<RunRecord> {
    const records = [...runsIn(this.#runs, this.scope).values()].map(({ record }) => record);
    const found = records.filter((record) => matches(record) && !record.hidden);
    for (const record of found.toSorted((a, b) => startOf(b) - startOf(a))) {
      throwIfAborted(options);
      if (options.status?.includes(record.status) ?? true) yield record;
    }
  }

  #find(runId: string, options: CallOptions | undefined): RunFixture {
    throwIfAborted(options);
    const run = runsIn(this.#runs, this.scope).get(runId);
    if (run === undefined) throw notFound(runId);
    return run;
  }

  #put(record: RunRecord): void {
    const runs = runsIn(this.#runs, this.scope);
    const known = runs.get(record.runId);
    runs.set(record.runId, { metrics: [], arguments: [], files: new Map(), ...known, record });
  }
}

function runsIn(
  all: Runs,
  { subscriptionId, resourceGroup, workspaceName, experimentName }: RunScope,
): Map<string, RunFixture> {
  const key = JSON.stringify([subscriptionId, resourceGroup, workspaceName, experimentName]);
  const runs = all.get(key) ?? new Map<string, RunFixture>();
  all.set(key, runs);
  return runs;
}

function startOf(record: RunRecord): number {
  return record.startTime?.getTime() ?? Number.POSITIVE_INFINITY;
}

/** In pieces, as services send a file: what reads it cannot count on having all of it at once. */
async function* piecesOf(bytes: Uint8Array, options: CallOptions | undefined): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) {
    throwIfAborted(options);
    yield bytes.subarray(at, at + 65_536);
  }
}

function isLog(name: string): boolean {
  return name.startsWith('user_logs/') || name.startsWith('azureml-logs/');
}

function throwIfAborted(options: CallOptions | undefined): void {
  options?.signal?.throwIfAborted();
}

function notFound(runId: string): BackendError {
  return new BackendError({
    code: 'run-not-found',
    message: `There is no run ${JSON.stringify(runId)}.`,
    hint: 'Check the id and the experiment.',
    runId,
  });
}
