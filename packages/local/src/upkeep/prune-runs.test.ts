import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeJson } from '@hyperdrive-run/core/json';
import { describe, expect, it, onTestFinished } from 'vitest';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../storage/__fixtures__/temporary-folder.js';
import { createRunFiles } from '../storage/files/disk-run-files.js';
import type { RunKey } from '../storage/run-key.js';
import { openRunStore } from '../storage/sqlite-run-store.js';
import { type PrunedService, type PruneOptions, pruneRuns } from './prune-runs.js';
import { measureUsage } from './service-usage.js';

const key = (runId: string): RunKey => ({ scope: garden, runId });
const day = 86_400_000;
const today = new Date(Date.UTC(2026, 5, 30));

interface Bench extends PrunedService {
  /** Ids of the sweeps that are there. */
  readonly left: () => readonly string[];
  readonly outputOf: (runId: string) => string;
}

/** Sweeps `s0`, `s1`, ... with one trial each, which ended so many days ago; `undefined` has not ended. */
async function benchOf(...endedDaysAgo: readonly (number | undefined)[]): Promise<Bench> {
  const folder = await temporaryFolder();
  const store = openRunStore({ file: join(folder, 'runs.db') });
  onTestFinished(() => store.close());
  const files = createRunFiles(folder);
  const outputOf = (runId: string): string => join(files.folderOf(key(runId)), 'outputs', 'model.bin');
  for (const [n, days] of endedDaysAgo.entries()) {
    const status = days === undefined ? 'Paused' : 'Completed';
    const endTime = days === undefined ? undefined : new Date(today.getTime() - days * day);
    store.createRun({ scope: garden, runId: `s${n}`, runType: 'hyperdrive', status, endTime });
    store.createRun({ scope: garden, runId: `s${n}_0`, parentRunId: `s${n}`, status: 'Completed', endTime });
    for (const [file, size] of [
      [outputOf(`s${n}_0`), 1000],
      [join(files.folderOf(key(`s${n}_0`)), 'user_logs', 'std_log.txt'), 10],
    ] as const) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, 'x'.repeat(size));
    }
  }
  return {
    folder,
    store,
    files,
    now: () => today,
    left: () => Array.from(store.rootRuns(), ({ runId }) => runId).toReversed(),
    outputOf,
  };
}

const pruned = async (bench: Bench, options: PruneOptions): Promise<readonly string[]> =>
  (await pruneRuns(bench, options)).pruned.map(({ runId }) => runId);

describe('a prune', () => {
  it('takes what ended longer ago, with its trials and files, and leaves the rest whole', async () => {
    const bench = await benchOf(40, 31, 29, 0);
    const { pruned: gone } = await pruneRuns(bench, { olderThanMs: 30 * day });
    expect(gone).toEqual([
      { runId: 's0', experimentName: 'apples', endTime: new Date(today.getTime() - 40 * day), runs: 2, bytes: 1010 },
      { runId: 's1', experimentName: 'apples', endTime: new Date(today.getTime() - 31 * day), runs: 2, bytes: 1010 },
    ]);
    expect([bench.left(), bench.store.countRuns()]).toEqual([['s2', 's3'], 4]);
    expect([existsSync(bench.outputOf('s0_0')), existsSync(bench.outputOf('s2_0'))]).toEqual([false, true]);
    expect(await measureUsage(bench.folder, bench.store)).toMatchObject({
      filesBytes: 2020,
      runs: 4,
      sweeps: { running: 0, paused: 0, ended: 2 },
    });
  });

  it('keeps so many sweeps, the newest, whatever their age', async () => {
    const bench = await benchOf(40, 30, 20, 10);
    expect(await pruned(bench, { keep: 3 })).toEqual(['s0']);
    expect(await pruned(bench, { keep: 2, olderThanMs: 25 * day })).toEqual(['s1']);
    expect(await pruned(bench, { keep: 2 })).toEqual([]);
    expect(await pruned(bench, { keep: 0 })).toEqual(['s2', 's3']);
  });

  it('never takes what has not ended, nor what that is resumed from', async () => {
    const bench = await benchOf(40, 40, undefined);
    const resumed = writeJson([new Map([['run_id', 's1']])]);
    const properties = new Map([
      ['resume_from', resumed],
      ['primary_metric_config', '{"name": "accuracy", "goal": "maximize"}'],
    ]);
    bench.store.updateRun(key('s2'), { addProperties: properties });
    expect(await pruned(bench, { keep: 0 })).toEqual(['s0']);
    expect(bench.left()).toEqual(['s1', 's2']);
    bench.store.updateRun(key('s2'), { status: 'Canceled', endTime: today });
    expect(await pruned(bench, { keep: 0 })).toEqual(['s1', 's2']);
  });

  it('leaves a run alone below which something has not ended', async () => {
    const bench = await benchOf();
    bench.store.createRun({ scope: garden, runId: 'script', status: 'Completed', endTime: new Date(0) });
    bench.store.createRun({ scope: garden, runId: 'nested', parentRunId: 'script', status: 'Running' });
    expect(await pruned(bench, { keep: 0 })).toEqual([]);
    bench.store.updateRun(key('nested'), { status: 'Failed' });
    expect(await pruned(bench, { keep: 0 })).toEqual(['script']);
  });

  it('of outputs only leaves runs and logs, and tells of each sweep once', async () => {
    const bench = await benchOf(40, 10);
    const options = { olderThanMs: 30 * day, outputsOnly: true };
    expect((await pruneRuns(bench, options)).pruned).toMatchObject([{ runId: 's0', bytes: 1000 }]);
    expect(bench.left()).toEqual(['s0', 's1']);
    expect((await bench.files.list(key('s0_0'))).map(({ path }) => path)).toEqual(['user_logs/std_log.txt']);
    expect(existsSync(bench.outputOf('s1_0'))).toBe(true);
    expect(await pruned(bench, options)).toEqual([]);
  });

  it('that is tried out tells the same and takes nothing', async () => {
    const bench = await benchOf(40, 10);
    const tried = await pruneRuns(bench, { olderThanMs: 30 * day, dryRun: true });
    expect([bench.left(), existsSync(bench.outputOf('s0_0')), tried.databaseBytes]).toEqual([['s0', 's1'], true, 0]);
    expect((await pruneRuns(bench, { olderThanMs: 30 * day })).pruned).toEqual(tried.pruned);
  });

  it('finishes what an interrupted one left', async () => {
    const bench = await benchOf(40);
    const left = join(bench.folder, 'runs', '.pruned', 'left');
    mkdirSync(left, { recursive: true });
    await pruneRuns(bench, { keep: 1 });
    expect(existsSync(left)).toBe(false);
  });
});
