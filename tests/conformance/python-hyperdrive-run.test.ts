import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseHyperparameters, type RunScope } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject } from '@hyperdrive-run/core/json';
import { localTarget } from '@hyperdrive-run/local';
import { parseSweepFile } from '@hyperdrive-run/sweep-file';
import { expect, it } from 'vitest';
import { openInPython } from './open-in-python.js';
import { connectTo, openService, temporaryFolder } from './open-service.js';
import { ensurePythonEnvironment } from './python/make-environment.mjs';
import { usePythonWorker } from './python-worker.js';

const scope = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'local',
  workspaceName: 'local',
  experimentName: 'iris',
} satisfies RunScope;

it('opens the Iris sweep that the local service ran, and names the same best run as the real Python class', {
  tags: ['full'],
  timeout: 180_000,
}, async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);

  const path = fileURLToPath(new URL('../../examples/iris/sweep.yml', import.meta.url));
  const { config } = parseSweepFile(await readFile(path, 'utf8'), { path, target: localTarget });
  const service = await openService(await temporaryFolder());
  const run = await connectTo(service, scope).experiment().submit(config);
  await run.waitForCompletion({ pollIntervalMs: 200 });

  const worker = usePythonWorker(environment.python);
  const ask = await openInPython(worker, service, scope, run.id);
  const best = await run.getBestRunByPrimaryMetric();
  expect(best?.id).toMatch(new RegExp(`^${run.id}_\\d+$`));
  expect(await ask('best_run')).toBe(best?.id);
  expect(await ask('status')).toBe('Completed');

  const sorted = await run.getChildrenSortedByPrimaryMetric();
  expect(sorted).toHaveLength(config.maxTotalRuns);
  const theirs = await ask('children_sorted');
  if (!isJsonArray(theirs)) throw new Error('Python answered no list.');
  expect(theirs.map((child) => isJsonObject(child) && [child.get('run_id'), child.get('best_primary_metric')])).toEqual(
    sorted.map(({ runId, bestPrimaryMetric }) => [runId, bestPrimaryMetric]),
  );
  const texts = await ask('hyperparameters');
  if (!isJsonObject(texts)) throw new Error('Python answered no hyperparameters.');
  // Python leaves each child's hyperparameters as the text of its tag.
  const parsed = new Map(
    [...texts].map(([runId, text]) => [runId, typeof text === 'string' && parseHyperparameters(text)]),
  );
  expect(parsed).toEqual(await run.getHyperparameters());
});
