import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metric } from '@hyperdrive-run/core';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { createMetricsLoader } from './load-metrics.js';

function lossesOf(metrics: ReadonlyMap<string, Metric>): unknown {
  const loss = metrics.get('loss');
  return loss?.kind === 'scalar' ? loss.points.map(({ value }) => value) : undefined;
}

it('takes result.json, else progress.csv, else the last report, and sees what is added', async () => {
  const folder = await temporaryFolder();
  const load = createMetricsLoader();
  const trial = { folder, lastResult: () => new Map([['loss', 9]]) };
  const losses = async (): Promise<unknown> => lossesOf(await load(trial, {}));
  expect(await losses()).toEqual([9]);
  await writeFile(path.join(folder, 'progress.csv'), 'loss\n7\n');
  expect(await losses()).toEqual([7]);
  await writeFile(path.join(folder, 'result.json'), '{"loss": 1}\n');
  expect(await losses()).toEqual([1]);
  await writeFile(path.join(folder, 'result.json'), '{"loss": 1}\n{"loss": NaN}\n{"lo');
  expect(await losses()).toEqual([1, Number.NaN]);
  await rm(folder, { recursive: true });
  expect(await losses()).toEqual([9]);
  expect(lossesOf(await load({ folder: undefined, lastResult: () => new Map() }, {}))).toBeUndefined();
});

it('reads a file that has not changed only once, and rejects an aborted call with its reason', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'result.json'), '{"loss": 1}\n');
  const load = createMetricsLoader();
  const trial = { folder, lastResult: () => new Map() };
  expect(await load(trial, {})).toBe(await load(trial, {}));
  const reason = new Error('enough');
  await expect(load(trial, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
