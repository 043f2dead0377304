import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { choice, GridParameterSampling, HyperDriveConfig, type Metric, type RunScope } from '@hyperdrive-run/core';
import { experimentIdOf, workspaceIdOf } from '@hyperdrive-run/local';
import { expect, it } from 'vitest';
import { connectTo, openService, temporaryFolder } from './open-service.js';
import { ensurePythonEnvironment } from './python/make-environment.mjs';
import { startPythonWorker } from './python-worker.js';

const scope = {
  subscriptionId: 's',
  resourceGroup: 'g',
  workspaceName: 'w',
  experimentName: 'python',
} satisfies RunScope;

/** A training script as users of azureml-core write it. */
const script = `
import sys
from azureml.core import Run

run = Run.get_context(allow_offline=False)
rate = float(sys.argv[1])
for epoch in range(3):
    run.log("loss", rate / (epoch + 1), step=epoch)
run.log_row("beds", bed=1, depth=0.5)
run.log_list("weights", [0.1, 0.2, 3])
run.tag("season", "spring")
run.flush()
run.complete()
`;

it('a training script of the real azureml-core runs as a trial, and both clients read what it logged', async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  const code = join(await temporaryFolder(), 'code');
  await mkdir(code);
  await writeFile(join(code, 'train.py'), script);
  const config = new HyperDriveConfig({
    runConfig: { command: `${environment.python} train.py \${{search_space.rate}}`, code },
    hyperparameterSampling: new GridParameterSampling({ rate: choice(0.5, 0.25) }),
    primaryMetricName: 'loss',
    primaryMetricGoal: 'minimize',
    maxTotalRuns: 2,
  });
  const service = await openService(await temporaryFolder());
  const sweep = await connectTo(service, scope).experiment().submit(config);
  await sweep.waitForCompletion({ pollIntervalMs: 200 });

  const best = await sweep.getBestRunByPrimaryMetric();
  expect(best?.id).toBe(`${sweep.id}_1`);
  expect(await best?.getStatus()).toBe('Completed');
  expect((await best?.getTags())?.get('season')).toBe('spring');
  const metrics = await best?.getMetrics();
  expect(JSON.stringify(metrics)).toContain('"weights":[0.1,0.2,3]');
  expect(stepsOf(metrics?.get('loss'))).toEqual([
    [0, 0.25],
    [1, 0.125],
    [2, 0.25 / 3],
  ]);

  const worker = startPythonWorker(environment.python);
  try {
    const opened = await worker.ask('open', {
      address: service.address,
      subscription: scope.subscriptionId,
      group: scope.resourceGroup,
      workspace: scope.workspaceName,
      workspaceId: workspaceIdOf(scope),
      experiment: scope.experimentName,
      experimentId: experimentIdOf(scope),
      token: service.token,
      runId: sweep.id,
    });
    if (!opened.ok) throw new Error(opened.message);
    const handle = opened.value;
    expect(await worker.ask('best_run', { handle })).toEqual({ ok: true, value: best?.id });
    const theirs = await worker.ask('metrics', { handle });
    if (!theirs.ok) throw new Error(theirs.message);
    expect(JSON.parse(JSON.stringify(plain(theirs.value)))).toEqual(
      JSON.parse(JSON.stringify(await sweep.getMetrics())),
    );
  } finally {
    await worker.close();
  }
});

function stepsOf(metric: Metric | undefined): unknown {
  return metric?.kind === 'scalar' ? metric.points.map(({ step, value }) => [step, value]) : undefined;
}

/** Maps as objects, all the way down. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return value instanceof Map ? Object.fromEntries([...value].map(([key, item]) => [key, plain(item)])) : value;
}
