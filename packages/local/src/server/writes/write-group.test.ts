import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../storage/__fixtures__/temporary-folder.js';
import { openRunStore } from '../../storage/sqlite-run-store.js';
import { startTestService, workspace } from '../__fixtures__/start-test-service.js';
import { createWriteGroup, mostOfTransaction } from './write-group.js';

const small = { rows: 1, cells: 1 };

async function openCounted() {
  let commits = 0;
  const file = join(await temporaryFolder(), 'runs.db');
  const store = openRunStore({ file, onCommit: (moment) => void (moment === 'after-commit' && (commits += 1)) });
  onTestFinished(() => store.close());
  return { store, commits: () => commits };
}

it('does in one transaction what comes in one round of the loop, and undoes of it only what fails', async () => {
  const { store, commits } = await openCounted();
  const group = createWriteGroup(store);
  const make = (runId: string) => group.add(() => store.addRun({ scope: garden, runId }), small);
  const before = commits();
  const made = await Promise.allSettled([make('a'), make('b'), make('a'), make('c')]);
  expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(commits() - before).toBe(1);
  expect(['a', 'b', 'c'].map((runId) => store.getRun({ scope: garden, runId })?.runId)).toEqual(['a', 'b', 'c']);
});

it('begins another transaction where one would take too long', async () => {
  const { store, commits } = await openCounted();
  const group = createWriteGroup(store);
  const before = commits();
  const large = { rows: mostOfTransaction.rows, cells: 1 };
  await Promise.all([large, large, small].map((size) => group.add(() => {}, size)));
  expect(commits() - before).toBe(3);
});

it('is what the logging calls of MLflow store with, which see what was stored just before them', async () => {
  const { ask, store, context } = await startTestService();
  const add = vi.spyOn(context.writes, 'add');
  store.createRun({ scope: garden, runId: 'a', status: 'Running' });
  const log = (value: string) =>
    ask('POST', `/mlflow/v2.0/${workspace}/api/2.0/mlflow/runs/log-parameter`, {
      body: JSON.stringify({ run_id: 'a', key: 'depth', value }),
    });
  const statuses = (await Promise.all(['1', '2', '3', '4'].map(log))).map(({ status }) => status);
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 400, 400, 400]);
  expect(add).toHaveBeenCalledTimes(4);
});
