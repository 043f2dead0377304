import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { RunRecord } from '@hyperdrive-run/core';
import { HyperDriveRun, Workspace } from '@hyperdrive-run/sdk';
import { openStore } from '@hyperdrive-run/stores';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ensureOptunaEnvironment } from './python/make-optuna-environment.mjs';

const run = promisify(execFile);
const trials = process.env['HYPERDRIVE_TEST_SCALE'] === 'full' ? 40 : 12;
const fileNames = { sqlite: 'live.db', journal: 'live.log' };

describe.each(['sqlite', 'journal'] as const)('a study that writes into a %s', (kind) => {
  it('is read all the time, and never fails for it', { timeout: 300_000 }, async (context) => {
    const environment = await ensureOptunaEnvironment(5);
    if ('notRun' in environment) return context.skip(environment.notRun);
    const folder = await mkdtemp(path.join(tmpdir(), 'hyperdrive-live-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = path.join(folder, fileNames[kind]);
    const script = path.join(import.meta.dirname, 'python/write_slowly.py');
    let isWriting = true;
    const gate = path.join(folder, 'gate');
    const writing = run(environment.python, [script, file, String(trials), kind, '0', gate]).finally(() => {
      isWriting = false;
    });
    const seen: number[] = [];
    while (isWriting) {
      // Until the storage is made there is nothing to open.
      const children = existsSync(file) ? await readChildren(file) : undefined;
      if (children !== undefined) {
        // However fast it writes: it has not ended before it was read a few times.
        if (seen.push(children.length) === 4) await writeFile(gate, '');
        // A state and its values are one commit: no completed trial is without its value.
        for (const { status, value } of children) if (status === 'Completed') expect(value).toBeTypeOf('number');
      }
      await delay(20);
    }
    // It would have ended with an error of SQLite's, had a reader kept it from writing.
    expect((await writing).stdout.trim().split('\n')).toHaveLength(trials);
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
    expect((await readChildren(file))?.length).toBe(trials);
  });
});

interface SeenChild {
  readonly status: string;
  readonly value: number | undefined;
}

/** The children with their values; `undefined` while the tables or the study are still being made. */
async function readChildren(file: string): Promise<readonly SeenChild[] | undefined> {
  try {
    const { backend } = new Workspace(await openStore(`optuna:${file}`));
    const records: RunRecord[] = [];
    for await (const child of backend.listChildRuns('live')) records.push(child);
    const values = new Map<string, number>();
    for await (const result of backend.getMetrics(records.map(({ runId }) => runId))) {
      const metric = result.kind === 'read' ? result.metrics.get('value') : undefined;
      const value = metric?.kind === 'scalar' ? metric.points[0]?.value : undefined;
      if (typeof value === 'number') values.set(result.runId, value);
    }
    return records.map(({ runId, status }) => ({ status, value: values.get(runId) }));
  } catch (error) {
    if (isBeingMade(error)) return undefined;
    throw error;
  }
}

function isBeingMade(error: unknown): boolean {
  const isNoStore = error instanceof Error && 'failure' in error && error.failure === 'not-a-store';
  return isNoStore || (error instanceof Error && 'code' in error && error.code === 'run-not-found');
}

describe.each(['sqlite', 'journal'] as const)('watch on a study that the real Optuna is writing into a %s', (kind) => {
  it('shows it trial by trial, to the end of the last one, and disturbs nobody', {
    tags: ['full'],
    timeout: 300_000,
  }, async (context) => {
    const environment = await ensureOptunaEnvironment(5);
    if ('notRun' in environment) return context.skip(environment.notRun);
    const folder = await mkdtemp(path.join(tmpdir(), 'hyperdrive-live-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = path.join(folder, fileNames[kind]);
    const script = path.join(import.meta.dirname, 'python/write_slowly.py');
    const count = 25;
    const writing = run(environment.python, [script, file, String(count), kind, '0.15']);
    while ((existsSync(file) ? await readChildren(file) : undefined) === undefined) await delay(20);
    const sweep = await new Workspace(await openStore(`optuna:${file}`)).getRun('live');
    if (!(sweep instanceof HyperDriveRun)) throw new Error('live is no sweep');
    const updates: { readonly status: string; readonly finished: number; readonly best: number | undefined }[] = [];
    for await (const { status, finishedChildren: finished, bestSoFar } of sweep.watch({ pollIntervalMs: 500 })) {
      updates.push({ status, finished, best: bestSoFar?.bestPrimaryMetric });
    }
    // It would have ended with an error, had the watch kept it from writing.
    expect((await writing).stdout.trim().split('\n')).toHaveLength(count);
    expect(updates.filter(({ status }) => status === 'Running').length).toBeGreaterThan(3);
    const finished = updates.map((update) => update.finished);
    expect(finished).toEqual(finished.toSorted((one, other) => one - other));
    // Better ones only: the study is minimized.
    const bests = updates.flatMap(({ best }) => best ?? []);
    expect(bests).toEqual(bests.toSorted((one, other) => other - one));
    const best = (await sweep.findBestRun())?.value;
    expect(updates.at(-1)).toEqual({ status: 'Completed', finished: count, best });
  });
});
