import type { Metric, RunRecord, RunScope } from '@hyperdrive-run/core';
import { bestChildTableName, findHyperparameters, recordedBestFromTable } from '@hyperdrive-run/core/internal';
import { writeNamedMetric, writeOwnConfig } from '@hyperdrive-run/core/internal-config';
import { writeJson } from '@hyperdrive-run/core/json';
import type { CallOptions, CopyLoss, RunMetricsResult, SweepCopyTarget } from '@hyperdrive-run/core/ports';
import { WorkPool } from '../async/work-pool.js';
import type { SnapshotPart } from './collect-snapshot.js';
import { translateProperties, translateTags } from './translate-ids.js';

/** What a copy of a sweep came to. */
export interface CopyReport {
  /** The id of the copied sweep. */
  readonly sweepId: string;
  /** The ids of all copies, by the ids of the runs that they are copies of. */
  readonly ids: ReadonlyMap<string, string>;
  /** How many runs were made now, and how many were there from an earlier copy. */
  readonly runs: { readonly created: number; readonly known: number };
  readonly points: { readonly logged: number; readonly known: number };
  /** What the target could not store, run by run. */
  readonly losses: readonly CopyLoss[];
}

export interface CopySweepOptions extends CallOptions {
  /** The experiment of the target, which keys of resumed sweeps are to name. */
  readonly experimentName: string;
  /** Is called after each run with their number. */
  readonly onProgress?: ((runs: number) => void) | undefined;
}

/** How many runs are written at once. */
const concurrency = 8;

/** What is remembered of a run until all runs are there and its ids can be translated. */
interface CopiedRun {
  readonly record: RunRecord;
  readonly arguments: readonly string[] | undefined;
  readonly copyId: string;
  readonly isKnown: boolean;
  recordedBest: { readonly runId: string; readonly value: number } | undefined;
}

/**
 * Copies a sweep, as it is read, to another place. A run that was copied before is found by its key, so that a copy can
 * be repeated, and goes on where an earlier one stopped. Statuses and what names other runs are written last.
 * @throws BackendError where something cannot be read or written; what was written stays, and the next copy finds it
 */
export async function copySweep(
  parts: AsyncIterable<SnapshotPart>,
  target: SweepCopyTarget,
  options: CopySweepOptions,
): Promise<CopyReport> {
  const copy = new SweepCopy(target, options);
  for await (const part of parts) await copy.take(part);
  return copy.finish();
}

class SweepCopy {
  readonly #target: SweepCopyTarget;
  readonly #options: CopySweepOptions;
  readonly #pool = new WorkPool(concurrency);
  readonly #runs: Map<string, CopiedRun> = new Map();
  readonly #parents: Map<string, RunRecord> = new Map();
  readonly #losses: CopyLoss[] = [];
  readonly #points = { logged: 0, known: 0 };
  #copies: ReadonlyMap<string, string> = new Map();
  #scope: RunScope = {};
  #sweepKey = '';
  #firstSweep = '';
  /** Whether runs may still be on their way, whose metrics have to wait. */
  #isMakingRuns = false;

  constructor(target: SweepCopyTarget, options: CopySweepOptions) {
    this.#target = target;
    this.#options = options;
  }

  async take(part: SnapshotPart): Promise<void> {
    if (part.kind === 'sweep') await this.#beginSweep(part.run, part.backend.scope);
    else if (part.kind === 'run') {
      const work = (): Promise<void> =>
        this.#copyRun(writeNamedMetric(writeOwnConfig(part.record)), part.details?.arguments);
      // The parent comes first, and its children name it.
      if (this.#parents.has(part.record.runId)) await work();
      else await this.#pool.add(work);
      this.#isMakingRuns = true;
    } else if (part.kind === 'metrics') {
      if (this.#isMakingRuns) await this.#pool.drain();
      this.#isMakingRuns = false;
      await this.#pool.add(() => this.#logMetrics(part.result));
    }
  }

  async finish(): Promise<CopyReport> {
    await this.#pool.drain();
    const ids = new Map([...this.#runs].map(([runId, { copyId }]) => [runId, copyId]));
    for (const run of this.#runs.values()) await this.#pool.add(() => this.#describe(run, ids));
    await this.#pool.drain();
    const known = [...this.#runs.values()].filter(({ isKnown }) => isKnown).length;
    return {
      sweepId: ids.get(this.#firstSweep) ?? '',
      ids,
      runs: { created: this.#runs.size - known, known },
      points: this.#points,
      losses: this.#losses,
    };
  }

  async #beginSweep(parent: RunRecord, scope: RunScope): Promise<void> {
    await this.#pool.drain();
    if (this.#firstSweep === '') this.#firstSweep = parent.runId;
    this.#parents.set(parent.runId, parent);
    this.#scope = { ...scope, experimentName: parent.experimentName ?? scope.experimentName };
    this.#sweepKey = this.#keyOf(parent.runId);
    this.#copies = await this.#target.findCopies(this.#sweepKey, this.#options);
  }

  async #copyRun(record: RunRecord, words: readonly string[] | undefined): Promise<void> {
    const { runId, parentRunId } = record;
    const sourceKey = this.#keyOf(runId);
    const known = this.#copies.get(sourceKey);
    const startTime = startOf(record);
    if (record.startTime === undefined) this.#losses.push({ what: 'runs without a start time', runId, count: 1 });
    const copyId =
      known ??
      (await this.#target.createRun(
        {
          sourceKey,
          sweepKey: this.#sweepKey,
          parentId: this.#runs.get(parentRunId ?? '')?.copyId,
          name: record.displayName ?? record.name ?? runId,
          startTime,
        },
        this.#options,
      ));
    const isKnown = known !== undefined;
    this.#runs.set(runId, { record, arguments: words, copyId, isKnown, recordedBest: undefined });
    this.#options.onProgress?.(this.#runs.size);
  }

  async #logMetrics(result: RunMetricsResult): Promise<void> {
    const run = this.#runs.get(result.runId);
    if (run === undefined) return;
    const { runId } = result;
    if (result.kind === 'unreadable') {
      this.#losses.push({ what: 'metrics that could not be read', runId, count: 1 });
      return;
    }
    this.#rememberBest(run, result.metrics);
    const { copyId, isKnown, record } = run;
    const copied = await this.#target.logMetrics(copyId, runId, result.metrics.values(), {
      signal: this.#options.signal,
      isKnown,
      startTime: startOf(record),
    });
    this.#points.logged += copied.logged;
    this.#points.known += copied.known;
    this.#losses.push(...copied.losses);
  }

  /** The table of the best child cannot be copied; the winner that it names can, in the properties that are read first. */
  #rememberBest(run: CopiedRun, metrics: ReadonlyMap<string, Metric>): void {
    if (!this.#parents.has(run.record.runId)) return;
    run.recordedBest = recordedBestFromTable(run.record, metrics.get(bestChildTableName));
  }

  async #describe(
    { record, arguments: words, copyId, recordedBest }: CopiedRun,
    ids: Map<string, string>,
  ): Promise<void> {
    const { runId, status, endTime, description, parentRunId } = record;
    const properties = translateProperties(record.properties, ids, this.#options.experimentName);
    const winner = recordedBest && ids.get(recordedBest.runId);
    if (winner !== undefined && !properties.has('best_child_run_id')) {
      properties.set('best_child_run_id', winner);
      properties.set('score', writeJson(recordedBest?.value ?? null));
    }
    const tags = translateTags(record.tags, ids);
    const parent = this.#parents.get(parentRunId ?? '');
    const found = parent && findHyperparameters(parent, { ...record, arguments: words });
    if (found !== undefined && !tags.has('hyperparameters')) tags.set('hyperparameters', writeJson(found.values));
    const parameters = new Map([...(found?.values ?? [])].map(([name, value]) => [name, textOf(value)]));
    const losses = await this.#target.describeRun(
      copyId,
      {
        runId,
        parentId: ids.get(parentRunId ?? ''),
        status,
        endTime,
        description,
        tags,
        properties,
        parameters: record.parameters === undefined || record.parameters.size === 0 ? parameters : record.parameters,
      },
      this.#options,
    );
    this.#losses.push(...losses);
  }

  /** The same for the same run, wherever it is read from and however often. No such key contains quotes. */
  #keyOf(runId: string): string {
    const { subscriptionId = '', resourceGroup = '', workspaceName = '', experimentName = '' } = this.#scope;
    const parts = [subscriptionId, resourceGroup, workspaceName, experimentName, runId];
    return parts.map((part) => encodeURIComponent(part).replaceAll("'", '%27')).join('/');
  }
}

function startOf({ startTime, createdTime }: RunRecord): Date {
  return startTime ?? createdTime ?? new Date(0);
}

function textOf(value: Parameters<typeof writeJson>[0]): string {
  return typeof value === 'string' ? value : writeJson(value);
}
