import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metric, RunScope } from '@hyperdrive-run/core';
import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { expect, it } from 'vitest';
import { openInPython } from './open-in-python.js';
import { connectTo, openService, temporaryFolder } from './open-service.js';
import { ensurePythonEnvironment } from './python/make-environment.mjs';
import { usePythonWorker } from './python-worker.js';
import { startTrainingScript } from './run-training-script.js';

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

  const worker = usePythonWorker(environment.python);
  const ask = await openInPython(worker, service, scope, sweep.id);
  expect(await ask('best_run')).toEqual(best?.id);
  expect(JSON.parse(JSON.stringify(plain(await ask('metrics'))))).toEqual(
    JSON.parse(JSON.stringify(await sweep.getMetrics())),
  );
});

function stepsOf(metric: Metric | undefined): unknown {
  return metric?.kind === 'scalar' ? metric.points.map(({ step, value }) => [step, value]) : undefined;
}

/** Maps as objects, all the way down. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return value instanceof Map ? Object.fromEntries([...value].map(([key, item]) => [key, plain(item)])) : value;
}

/** What users of azureml-core log, each in its own way. */
const everything = `
import sys
from azureml.core import Run

run = Run.get_context(allow_offline=False)
run.log("loss", 1.5)
run.log("loss", 0.5)
run.log("accuracy", 0.25, step=10)
run.log("accuracy", 0.75, step=20)
run.log("epochs", 3)
run.log("healthy", True)
run.log("note", "petals are fine")
run.log("odd", float("nan"))
run.log("odd", float("inf"))
run.log_list("weights", [0.5, 0.25, 3])
run.log_row("beds", bed=1, depth=0.5)
run.log_row("beds", bed=2, depth=0.75)
run.log_table("soil", {"ph": [6.5, 7.0], "kind": ["loam", "sand"]})
run.tag("season", "spring")
run.set_tags({"bed": "7", "rows": 3, "gone": "soon"})
run.remove_tags(["gone"])
run.add_properties({"seeds": "40"})
child = run.child_run(name="fold 1")
child.log("loss", 0.125)
child.complete()
failed = run.child_run(name="fold 2")
failed.fail(error_details="no seeds")
run.flush()
print("parent", run.parent.id)
`;

it('reads all that the real azureml-core can log as HyperDriveRun reads it', async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  const command = `${environment.python} train.py`;
  const { sweep, trial } = await startTrainingScript({ command, files: { 'train.py': everything } });

  const read = await trial();
  expect(read.status).toBe('Completed');
  expect(read.metrics).toEqual({
    loss: [1.5, 0.5].map((value) => [undefined, value]),
    accuracy: [
      [10, 0.25],
      [20, 0.75],
    ],
    epochs: [[undefined, 3]],
    healthy: [[undefined, true]],
    note: [[undefined, 'petals are fine']],
    odd: [Number.NaN, Number.POSITIVE_INFINITY].map((value) => [undefined, value]),
    weights: [0.5, 0.25, 3].map((value) => [undefined, value]),
    beds: [
      { bed: 1, depth: 0.5 },
      { bed: 2, depth: 0.75 },
    ],
    soil: [
      { ph: 6.5, kind: 'loam' },
      { ph: 7, kind: 'sand' },
    ],
  });
  expect(read.tags).toMatchObject({ season: 'spring', bed: '7', rows: '3' });
  expect(read.tags).not.toHaveProperty('gone');
  expect(read.properties).toMatchObject({ seeds: '40' });
  expect(new Map(read.children.map(({ status, metrics }) => [status, metrics]))).toEqual(
    new Map([
      ['Completed', { loss: [[undefined, 0.125]] }],
      ['Failed', {}],
    ]),
  );
  expect(read.output).toContain(`parent ${sweep.id}\n`);
});

it("loses no metric of a script that neither flushes nor completes, and keeps the engine's verdict", async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  const unflushed = `
import sys
from azureml.core import Run

run = Run.get_context(allow_offline=False)
for epoch in range(100):
    run.log("loss", epoch, step=epoch)
case = int(sys.argv[1])
if case == 1:
    raise ValueError("no tulips")
if case == 2:
    run.complete()
    sys.exit(3)
`;
  const command = `${environment.python} train.py \${{search_space.rate}}`;
  const { trial } = await startTrainingScript({ command, files: { 'train.py': unflushed }, rates: [0, 1, 2] });

  const trials = await Promise.all([0, 1, 2].map(trial));
  expect(trials.map(({ status }) => status)).toEqual(['Completed', 'Failed', 'Failed']);
  const all = Array.from({ length: 100 }, (_, epoch) => [epoch, epoch]);
  // The library sends batches of values at the same time: which is stored first is not said.
  for (const { metrics } of trials) expect(new Set(metrics['loss'])).toEqual(new Set(all));
});
