import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { PrimaryMetric, RunRecord } from '@hyperdrive-run/core';
import type { ParameterSpace } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { StoreError } from '../../store-error.js';
import { toDistribution, type WrittenDistribution } from './to-distribution.js';
import { type ChildForOptuna, ownTags, toTrial } from './to-trial.js';

/** A sweep with what a study is made of. */
export interface SweepForOptuna {
  readonly record: RunRecord;
  readonly primaryMetric: PrimaryMetric;
  /** By hyperparameter, where the sweep has one. */
  readonly space?: ParameterSpace | undefined;
  /** In the order in which they were started: trials are numbered by it. */
  readonly children: readonly ChildForOptuna[];
}

/** How a study is written. */
export interface WriteOptunaOptions {
  /** Whether a file that exists is replaced. Default false. */
  readonly force?: boolean | undefined;
}

/**
 * Writes a sweep as a study of Optuna into a SQLite file, which Optuna 3.2 and later open. The study has the sweep's id as its
 * name. The file is there only when it is whole.
 * @throws StoreError where the file exists, unless `force` is given; and with it where a process may have the file open
 */
export async function writeOptunaStudy(
  file: string,
  sweep: SweepForOptuna,
  { force }: WriteOptunaOptions = {},
): Promise<void> {
  // Whoever reads a store of another kind never needs the driver of the database.
  const { writeStudies } = await import('./study-writer.js');
  checkFree(file, force === true);
  const { record, primaryMetric, children } = sweep;
  const distributions = distributionsOf(sweep);
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`);
  try {
    writeStudies(draft, [
      {
        name: record.runId,
        directions: [primaryMetric.goal === 'maximize' ? 'MAXIMIZE' : 'MINIMIZE'],
        userAttributes: new Map<string, JsonValue>([...ownTags(record), ['hyperdrive:run_id', record.runId]]),
        systemAttributes: new Map([['study:metric_names', [primaryMetric.name]]]),
        trials: children.map((child) => toTrial(child, primaryMetric, distributions)),
      },
    ]);
    renameSync(draft, file);
  } finally {
    for (const end of ['', '-journal']) rmSync(draft + end, { force: true });
  }
}

function checkFree(file: string, force: boolean): void {
  const beside = ['-journal', '-wal', '-shm'].map((end) => file + end).find((one) => existsSync(one));
  if (beside !== undefined) {
    const message = `${JSON.stringify(beside)} exists: a process may have the storage open, and what is in it would count for the new one.`;
    throw new StoreError({ failure: 'exists', path: file, message, hint: 'Write into another file.' });
  }
  if (force || !existsSync(file)) return;
  const message = `The file ${JSON.stringify(file)} exists already.`;
  const hint = 'Nothing was written. Write into another file, or replace it with --force.';
  throw new StoreError({ failure: 'exists', path: file, message, hint });
}

function distributionsOf({ space, children }: SweepForOptuna): ReadonlyMap<string, WrittenDistribution> {
  const tried = new Map<string, JsonValue[]>();
  for (const { hyperparameters } of children) {
    for (const [name, value] of hyperparameters ?? []) {
      const known = tried.get(name);
      if (known === undefined) tried.set(name, [value]);
      else known.push(value);
    }
  }
  return new Map([...tried].map(([name, values]) => [name, toDistribution(space?.get(name), values)]));
}
