import type { Metric, RunScope } from '@hyperdrive-run/core';
import { joinParts } from './metric-json.js';
import { readSnapshot } from './read-snapshot.js';
import { SnapshotError } from './snapshot-error.js';
import type { SnapshotEntry, SnapshotFailure, SnapshotRun } from './snapshot-run.js';
import type { SnapshotSource } from './split-lines.js';

/** A run of a snapshot with what it logged and what is kept of its files. */
export interface HeldRun extends SnapshotRun {
  readonly metrics: ReadonlyMap<string, Metric>;
  /** Why the metrics could not be read when the snapshot was taken. */
  readonly unreadable: SnapshotFailure | undefined;
  /** The content of files by name; names without content are in `files` alone. */
  readonly contents: ReadonlyMap<string, readonly Uint8Array[]>;
}

/** One sweep of a snapshot: its runs in the order of the file, which is listing order below the parent. */
export interface HeldSweep {
  readonly runId: string;
  readonly scope: RunScope;
  readonly runs: ReadonlyMap<string, HeldRun>;
}

/** A whole snapshot in memory. The first sweep is the one that was exported. */
export interface SnapshotContent {
  readonly exportedFrom: string;
  readonly exportedTime: Date;
  readonly sweeps: readonly [HeldSweep, ...HeldSweep[]];
}

const hint = 'The file was changed or damaged: export the sweep again.';

/**
 * Reads a snapshot to its end.
 * @throws SnapshotError where the text is no snapshot, is of a newer version, damaged, or cut short
 */
export async function holdSnapshot(source: SnapshotSource): Promise<SnapshotContent> {
  let header: Extract<SnapshotEntry, { kind: 'header' }> | undefined;
  const sweeps: SweepBuilder[] = [];
  for await (const entry of readSnapshot(source)) {
    if (entry.kind === 'header') header = entry;
    else if (entry.kind === 'sweep') sweeps.push(new SweepBuilder(entry.runId, entry.scope));
    else addTo(sweeps.at(-1), entry);
  }
  const [first, ...others] = sweeps.map((sweep) => sweep.build());
  if (header === undefined || first === undefined) throw new SnapshotError({ problem: 'holds no sweep', hint });
  const { exportedFrom, exportedTime } = header;
  return { exportedFrom, exportedTime, sweeps: [first, ...others] };
}

/** What stands below a sweep. */
type EntryOfSweep = Exclude<SnapshotEntry, { kind: 'header' | 'sweep' }>;

function addTo(sweep: SweepBuilder | undefined, entry: EntryOfSweep): void {
  if (sweep === undefined) throw new SnapshotError({ problem: 'holds runs before the first sweep', hint });
  sweep.add(entry);
}

/** What is known of a run while the file is read. */
interface RunParts {
  readonly run: SnapshotRun;
  readonly metrics: Map<string, Metric[]>;
  readonly contents: Map<string, Uint8Array[]>;
  unreadable: SnapshotFailure | undefined;
}

class SweepBuilder {
  readonly #runId: string;
  readonly #scope: RunScope;
  readonly #runs: Map<string, RunParts> = new Map();

  constructor(runId: string, scope: RunScope) {
    this.#runId = runId;
    this.#scope = scope;
  }

  add(entry: EntryOfSweep): void {
    switch (entry.kind) {
      case 'run': {
        const { run } = entry;
        const { runId } = run.record;
        if (this.#runs.has(runId))
          throw new SnapshotError({ problem: `holds run ${JSON.stringify(runId)} twice`, hint });
        this.#runs.set(runId, { run, metrics: new Map(), contents: new Map(), unreadable: undefined });
        return;
      }
      case 'metric': {
        const { metrics } = this.#of(entry.runId);
        append(metrics, entry.metric.name, entry.metric);
        return;
      }
      case 'unreadable':
        this.#of(entry.runId).unreadable = entry.failure;
        return;
      case 'file':
        append(this.#of(entry.runId).contents, entry.name, entry.bytes);
    }
  }

  build(): HeldSweep {
    if (!this.#runs.has(this.#runId)) {
      throw new SnapshotError({ problem: `lacks the sweep's own run ${JSON.stringify(this.#runId)}`, hint });
    }
    const runs = new Map<string, HeldRun>();
    for (const [runId, { run, metrics, contents, unreadable }] of this.#runs) {
      const joined = new Map([...metrics].map(([name, parts]) => [name, joinOrThrow(name, parts)]));
      runs.set(runId, { ...run, metrics: joined, contents, unreadable });
    }
    return { runId: this.#runId, scope: this.#scope, runs };
  }

  #of(runId: string): RunParts {
    const parts = this.#runs.get(runId);
    if (parts !== undefined) return parts;
    throw new SnapshotError({ problem: `tells of run ${JSON.stringify(runId)} before it holds it`, hint });
  }
}

function append<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [item]);
  else list.push(item);
}

function joinOrThrow(name: string, parts: readonly Metric[]): Metric {
  const joined = joinParts(parts);
  if (joined !== undefined) return joined;
  throw new SnapshotError({ problem: `holds metric ${JSON.stringify(name)} as two kinds`, hint });
}
