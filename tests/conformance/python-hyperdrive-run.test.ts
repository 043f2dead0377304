import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isJsonArray, isJsonObject, type JsonValue, parseHyperparameters, type RunScope } from '@hyperdrive-run/core';
import { experimentIdOf, parseSweepFile, workspaceIdOf } from '@hyperdrive-run/local';
import { expect, it } from 'vitest';
import { connectTo, openService, temporaryFolder } from './open-service.js';
import { ensurePythonEnvironment } from './python/make-environment.mjs';
import { startPythonWorker } from './python-worker.js';

const scope = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'local',
  workspaceName: 'local',
  experimentName: 'iris',
} satisfies RunScope;

it('opens the Iris sweep that the local service ran, and names the same best run as the real Python class', async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);

  const path = fileURLToPath(new URL('../../examples/iris/sweep.yml', import.meta.url));
  const { config } = parseSweepFile(await readFile(path, 'utf8'), { path });
  const service = await openService(await temporaryFolder());
  const run = await connectTo(service, scope).experiment().submit(config);
  await run.waitForCompletion({ pollIntervalMs: 200 });

  const worker = startPythonWorker(environment.python);
  const ask = async (op: string, args: Readonly<Record<string, unknown>>): Promise<JsonValue> => {
    const answer = await worker.ask(op, args);
    if (!answer.ok) throw new Error(`Python answered ${op} with ${answer.type}: ${answer.message}`);
    return answer.value;
  };
  try {
    const handle = await ask('open', {
      address: service.address,
      subscription: scope.subscriptionId,
      group: scope.resourceGroup,
      workspace: scope.workspaceName,
      workspaceId: workspaceIdOf(scope),
      experiment: scope.experimentName,
      experimentId: experimentIdOf(scope),
      token: service.token,
      runId: run.id,
    });
    const best = await run.getBestRunByPrimaryMetric();
    expect(best?.id).toMatch(new RegExp(`^${run.id}_\\d+$`));
    expect(await ask('best_run', { handle })).toBe(best?.id);
    expect(await ask('status', { handle })).toBe('Completed');

    const sorted = await run.getChildrenSortedByPrimaryMetric();
    expect(sorted).toHaveLength(config.maxTotalRuns);
    const theirs = await ask('children_sorted', { handle });
    if (!isJsonArray(theirs)) throw new Error('Python answered no list.');
    expect(
      theirs.map((child) => isJsonObject(child) && [child.get('run_id'), child.get('best_primary_metric')]),
    ).toEqual(sorted.map(({ runId, bestPrimaryMetric }) => [runId, bestPrimaryMetric]));
    const texts = await ask('hyperparameters', { handle });
    if (!isJsonObject(texts)) throw new Error('Python answered no hyperparameters.');
    // Python leaves each child's hyperparameters as the text of its tag.
    const parsed = new Map(
      [...texts].map(([runId, text]) => [runId, typeof text === 'string' && parseHyperparameters(text)]),
    );
    expect(parsed).toEqual(await run.getHyperparameters());
  } finally {
    await worker.close();
  }
}, 180_000);
