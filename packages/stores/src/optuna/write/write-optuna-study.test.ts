import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunRecord } from '@hyperdrive-run/core';
import { uniform } from '@hyperdrive-run/core/config';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { StoreError } from '../../store-error.js';
import { openOptunaStorage } from '../open-optuna-storage.js';
import { type SweepForOptuna, writeOptunaStudy } from './write-optuna-study.js';

function record(runId: string, status: RunRecord['status']): RunRecord {
  const [startTime, endTime] = [new Date('2026-03-01T10:00:00Z'), new Date('2026-03-01T10:05:00Z')];
  return { runId, status, startTime, endTime, hidden: false, tags: new Map(), properties: new Map(), warnings: [] };
}

function sweep(values: readonly number[]): SweepForOptuna {
  return {
    record: record('garden', 'Completed'),
    primaryMetric: { name: 'loss', goal: 'minimize' },
    space: new Map([['x', uniform(0, 1)]]),
    children: values.map((value, at) => ({
      record: record(`garden_${at}`, 'Completed'),
      hyperparameters: new Map([['x', at / 10]]),
      metric: { kind: 'scalar', name: 'loss', valueType: 'double', points: [{ value, step: 0 }] },
    })),
  };
}

async function listOf(runs: AsyncIterable<RunRecord>): Promise<readonly RunRecord[]> {
  const list: RunRecord[] = [];
  for await (const run of runs) list.push(run);
  return list;
}

it('writes a study that opens as the sweep that it was', async () => {
  const file = path.join(await temporaryFolder(), 'study.db');
  await writeOptunaStudy(file, sweep([3, 1, 2]));
  const backend = await openOptunaStorage(file);
  const [read] = await listOf(backend.listSweeps());
  expect(read).toMatchObject({ runId: 'garden', status: 'Completed' });
  const ids = (await listOf(backend.listChildRuns('garden'))).map(({ runId }) => runId);
  expect(ids).toHaveLength(3);
  const values: unknown[] = [];
  for await (const result of backend.getMetrics(ids)) {
    const metric = result.kind === 'read' ? result.metrics.get('loss') : undefined;
    values.push(metric?.kind === 'scalar' ? metric.points.at(-1)?.value : metric);
  }
  expect(values.toSorted((a, b) => Number(a) - Number(b))).toEqual([1, 2, 3]);
});

it('leaves a file that exists as it is, replaces it when asked to, and leaves no draft behind', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'study.db');
  await writeFile(file, 'something else');
  await expect(writeOptunaStudy(file, sweep([1]))).rejects.toThrow(expect.objectContaining({ failure: 'exists' }));
  expect(await readFile(file, 'utf8')).toBe('something else');
  await writeOptunaStudy(file, sweep([1]), { force: true });
  expect(await readFile(file, 'latin1')).toMatch(/^SQLite format 3/);
  expect(await readdir(folder)).toEqual(['study.db']);
});

it('writes nothing beside a file that a process may have open, even when it may replace it', async () => {
  const file = path.join(await temporaryFolder(), 'study.db');
  await writeFile(`${file}-wal`, '');
  await expect(writeOptunaStudy(file, sweep([1]), { force: true })).rejects.toThrow(StoreError);
});
