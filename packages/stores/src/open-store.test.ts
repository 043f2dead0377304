import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from './__fixtures__/temporary-folder.js';
import { openStore } from './open-store.js';
import { writeStudies } from './optuna/write/study-writer.js';

it('opens what an address names, with its options', async () => {
  const folder = await temporaryFolder();
  const trials = [{ state: 'COMPLETE', values: [1], start: new Date(0), intermediates: new Map([[2, 5]]) } as const];
  writeStudies(
    path.join(folder, 'a.db'),
    ['one', 'two & more'].map((name) => ({ name, directions: ['MINIMIZE'], trials })),
  );
  const backend = await openStore('optuna:a.db?study=two%20%26%20more&value=error&intermediate=loss', { folder });
  const sweeps: string[] = [];
  for await (const { runId } of backend.listSweeps()) sweeps.push(runId);
  expect(sweeps).toEqual(['two & more']);
  const names: string[] = [];
  for await (const result of backend.getMetrics(['two & more_0'])) {
    if (result.kind === 'read') names.push(...result.metrics.keys());
  }
  expect(names).toEqual(['error', 'loss']);
});

it.each(['stdy=a', 'zone=Tokyo', 'copy=yes', 'study='])('rejects the option %s', async (query) => {
  await expect(openStore(`optuna:a.db?${query}`)).rejects.toMatchObject({
    code: 'invalid-argument',
    option: 'address',
  });
});
