import type { RunScope } from '@hyperdrive-run/core';
import { findStrayRun } from '@hyperdrive-run/core/internal';
import type { KeptMetric } from './metric-json.js';
import { createSnapshotReader, type ReadEntry } from './read-snapshot.js';
import { SnapshotError } from './snapshot-error.js';
import type { SnapshotFailure, SnapshotRun } from './snapshot-run.js';
import { type SnapshotSource, splitLines } from './split-lines.js';

/** A run of a snapshot with what it logged and what is kept of its files. */
export interface LoadedRun extends SnapshotRun {
  /** By name, each in its parts. */
  readonly metrics: ReadonlyMap<string, readonly KeptMetric[]>;
  /** Why the metrics could not be read when the snapshot was taken. */
  readonly unreadable: SnapshotFailure | undefined;
  /** The content of files by name; names without content are in `files` alone. */
  readonly contents: ReadonlyMap<string, readonly Uint8Array[]>;
}

/** One sweep of a snapshot: its runs in the order of the file, which is listing order below the parent. */
export interface LoadedSweep {
  readonly runId: string;
  readonly scope: RunScope;
  readonly runs: ReadonlyMap<string, LoadedRun>;
}

/** A whole snapshot in memory. The first sweep is the one that was exported. */
export interface SnapshotContent {
  readonly exportedFrom: string;
  readonly exportedTime: Date;
  readonly sweeps: readonly [LoadedSweep, ...LoadedSweep[]];
}

const hint = 'The file was changed or damaged: export the sweep again.';

/**
 * Reads a snapshot to its end.
 * @throws SnapshotError where the text is no snapshot, is of a newer version, damaged or cut short, or where its runs
 * cannot all lie below their sweep
 */
export async function loadSnapshot(source: SnapshotSource): Promise<SnapshotContent> {
  let header: Extract<ReadEntry, { kind: 'header' }> | undefined;
  const sweeps: SweepBuilder[] = [];
  const reader = createSnapshotReader();
  for await (const lines of splitLines(source)) {
    for (const text of lines) {
      const read = reader.read(text);
      if (read === undefined) continue;
      const { line, entry } = read;
      if (entry.kind === 'header') header = entry;
      else if (entry.kind === 'sweep') sweeps.push(new SweepBuilder(entry, line, sweeps));
      else addTo(sweeps.at(-1), entry, line);
    }
  }
  reader.finish();
  const [first, ...others] = sweeps.map((sweep) => sweep.build());
  if (header === undefined || first === undefined) throw new SnapshotError({ problem: 'contains no sweep', hint });
  const { exportedFrom, exportedTime } = header;
  return { exportedFrom, exportedTime, sweeps: [first, ...others] };
}

/** What is below a sweep. */
type EntryOfSweep = Exclude<ReadEntry, { kind: 'header' | 'sweep' }>;

function addTo(sweep: SweepBuilder | undefined, entry: EntryOfSweep, line: number): void {
  if (sweep === undefined)
    throw new SnapshotError({ line, problem: 'belongs to no sweep: none is named before it', hint });
  sweep.add(entry, line);
}

/** What is known of a run while the file is read. */
interface RunParts extends LoadedRun {
  readonly line: number;
  readonly metrics: Map<string, KeptMetric[]>;
  readonly contents: Map<string, Uint8Array[]>;
  unreadable: SnapshotFailure | undefined;
}

class SweepBuilder {
  readonly #runId: string;
  readonly #scope: RunScope;
  readonly #line: number;
  readonly #runs: Map<string, RunParts> = new Map();

  /** @param before the sweeps of the same file that were read before this one */
  constructor({ runId, scope }: Pick<LoadedSweep, 'runId' | 'scope'>, line: number, before: readonly SweepBuilder[]) {
    if (before.some((other) => other.#runId === runId && isSameScope(other.#scope, scope))) {
      throw new SnapshotError({ line, problem: `names sweep ${JSON.stringify(runId)} once more`, hint });
    }
    this.#runId = runId;
    this.#scope = scope;
    this.#line = line;
  }

  add(entry: EntryOfSweep, line: number): void {
    switch (entry.kind) {
      case 'run': {
        const { record, details, files } = entry.run;
        const { runId } = record;
        if (this.#runs.has(runId)) {
          throw new SnapshotError({ line, problem: `contains run ${JSON.stringify(runId)} once more`, hint });
        }
        const nothing = { metrics: new Map(), contents: new Map(), unreadable: undefined };
        this.#runs.set(runId, { record, details, files, line, ...nothing });
        return;
      }
      case 'metric': {
        const { metrics } = this.#of(entry.runId, line);
        const { name } = entry.metric;
        append(metrics, name, entry.metric);
        if (metrics.get(name)?.[0]?.kind === entry.metric.kind) return;
        throw new SnapshotError({ line, problem: `contains metric ${JSON.stringify(name)} as another kind`, hint });
      }
      case 'unreadable':
        this.#of(entry.runId, line).unreadable = entry.failure;
        return;
      case 'file':
        append(this.#of(entry.runId, line).contents, entry.name, entry.bytes);
    }
  }

  /** @throws SnapshotError where its runs do not all lie below its own */
  build(): LoadedSweep {
    if (!this.#runs.has(this.#runId)) {
      const problem = `names sweep ${JSON.stringify(this.#runId)}, whose own run is missing`;
      throw new SnapshotError({ line: this.#line, problem, hint });
    }
    const parents = new Map<string, string | undefined>();
    for (const [runId, { record }] of this.#runs) parents.set(runId, record.parentRunId);
    const stray = findStrayRun(this.#runId, parents);
    if (stray !== undefined) {
      const line = this.#runs.get(stray.runId)?.line;
      throw new SnapshotError({
        line,
        problem: `contains run ${JSON.stringify(stray.runId)}, which ${stray.problem}`,
        hint,
      });
    }
    return { runId: this.#runId, scope: this.#scope, runs: this.#runs };
  }

  #of(runId: string, line: number): RunParts {
    const parts = this.#runs.get(runId);
    if (parts !== undefined) return parts;
    const problem = `belongs to run ${JSON.stringify(runId)}, which no line before it contains`;
    throw new SnapshotError({ line, problem, hint });
  }
}

function isSameScope(a: RunScope, b: RunScope): boolean {
  return (['subscriptionId', 'resourceGroup', 'workspaceName', 'experimentName'] as const).every(
    (name) => a[name] === b[name],
  );
}

function append<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [item]);
  else list.push(item);
}
