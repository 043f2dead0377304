import { describe, expect, it, vi } from 'vitest';
import { runScript, scriptTimeoutMs, startScript } from './start-mlflow-script.js';

vi.setConfig({ testTimeout: scriptTimeoutMs });

describe('a training script that logs with the real mlflow', () => {
  it('runs unmodified as a trial, and HyperDriveRun reads what it logged', async (context) => {
    const trial = await runScript(
      context,
      `
import sys
import mlflow

rate = float(sys.argv[1])
mlflow.log_metric("loss", 4.0)
mlflow.log_metric("loss", 2.5)
for epoch in range(3):
    mlflow.log_metric("accuracy", epoch / 10, step=epoch)
mlflow.log_metrics({"precision": 0.25, "recall": 0.75}, step=7)
mlflow.log_metric("odd", float("nan"), step=0)
mlflow.log_metric("odd", float("inf"), step=1)
mlflow.log_metric("odd", float("-inf"), step=2)
mlflow.log_param("optimizer", "adam")
mlflow.log_params({"rate": rate, "layers": [3, 4]})
mlflow.set_tag("season", "spring")
mlflow.set_tags({"bed": "7", "rows": "3"})
mlflow.delete_tag("rows")
mlflow.log_text("tulips", "notes/beds.txt")
mlflow.log_dict({"a": 1}, "report.json")
with open("weights.bin", "wb") as file:
    file.write(bytes(range(256)))
mlflow.log_artifact("weights.bin", "model")
read = mlflow.MlflowClient().get_run(mlflow.active_run().info.run_id)
print("run", read.info.run_id, sorted(read.data.params.items()), read.data.metrics["loss"])
print("files", [file.path for file in mlflow.MlflowClient().list_artifacts(read.info.run_id)])
print("text", mlflow.artifacts.load_text("runs:/%s/notes/beds.txt" % read.info.run_id))
print("history", [(m.step, m.value) for m in mlflow.MlflowClient().get_metric_history(read.info.run_id, "accuracy")])
`,
    );

    expect(trial.status).toBe('Completed');
    expect(trial.metrics).toEqual({
      loss: [
        [0, 4],
        [0, 2.5],
      ],
      accuracy: [
        [0, 0],
        [1, 0.1],
        [2, 0.2],
      ],
      precision: [[7, 0.25]],
      recall: [[7, 0.75]],
      odd: [
        [0, Number.NaN],
        [1, Number.POSITIVE_INFINITY],
        [2, Number.NEGATIVE_INFINITY],
      ],
    });
    expect(trial.properties).toMatchObject({
      'mlflow.param.optimizer': 'adam',
      'mlflow.param.rate': '0.5',
      'mlflow.param.layers': '[3, 4]',
    });
    expect(trial.tags).toMatchObject({ season: 'spring', bed: '7', hyperparameters: '{"rate":0.5}' });
    expect(trial.tags).not.toHaveProperty('rows');
    expect(trial.files).toEqual(['model/weights.bin', 'notes/beds.txt', 'report.json', 'user_logs/std_log.txt']);
    expect(trial.output).toContain(
      `run ${trial.runId} [('layers', '[3, 4]'), ('optimizer', 'adam'), ('rate', '0.5')] 2.5\n`,
    );
    expect(trial.output).toContain("files ['model', 'notes', 'report.json', 'user_logs']\n");
    expect(trial.output).toContain('text tulips\n');
    expect(trial.output).toContain('history [(0, 0.0), (1, 0.1), (2, 0.2)]\n');
  });

  it('opens the run of its trial first, whatever experiment it names, and then runs of their own below it', async (context) => {
    const trial = await runScript(
      context,
      `
import mlflow

mlflow.set_experiment("my own experiment")
with mlflow.start_run(run_name="mine") as run:
    mlflow.log_metric("loss", 1.5)
    for fold in range(2):
        with mlflow.start_run(run_name="fold %d" % fold, nested=True):
            mlflow.log_metric("loss", fold)
            mlflow.log_param("fold", fold)
with mlflow.start_run() as second:
    mlflow.log_param("fold", "second")
    mlflow.log_metric("loss", 2)
mlflow.log_param("fold", "third")
third = mlflow.active_run().info.run_id
found = mlflow.search_runs([run.info.experiment_id], "tags.mlflow.parentRunId = '%s'" % run.info.run_id)
print("found", sorted(found["params.fold"]), sorted(found["metrics.loss"].dropna()))
print("distinct", len({run.info.run_id, second.info.run_id, third}))
raise ValueError("after the runs")
`,
    );

    expect(trial.output).toContain("found ['0', '1', 'second', 'third'] [0.0, 1.0, 2.0]\ndistinct 3\n");
    expect(trial.status).toBe('Failed');
    expect(trial.metrics).toEqual({ loss: [[0, 1.5]] });
    expect(trial.properties).not.toHaveProperty(['mlflow.param.fold']);
    const made = trial.children.map(({ properties, metrics }) => [properties['mlflow.param.fold'], metrics]);
    expect(made.toReversed()).toEqual([
      ['0', { loss: [[0, 0]] }],
      ['1', { loss: [[0, 1]] }],
      ['second', { loss: [[0, 2]] }],
      ['third', {}],
    ]);
  });

  it('may search with Optuna and its callback inside of a trial, with many threads', async (context) => {
    const { sweep, trial, service } = await startScript(
      context,
      `
import optuna
from optuna_integration.mlflow import MLflowCallback

study = optuna.create_study(study_name="inner", direction="maximize")
callback = MLflowCallback(metric_name="loss", create_experiment=True, mlflow_kwargs={"nested": True})
study.optimize(lambda trial: trial.suggest_float("x", 0, 1), n_trials=8, n_jobs=4, callbacks=[callback])
`,
    );

    const { status, properties, children } = await trial();
    expect(status).toBe('Completed');
    const points = [properties, ...children.map((child) => child.properties)].map((of) => of['mlflow.param.x']);
    expect(new Set(points).size).toBe(8);
    expect(children.map((child) => child.status)).toEqual(Array(7).fill('Completed'));
    const ids = async (recursive: boolean) => {
      const found: string[] = [];
      for await (const { id } of sweep.getChildren({ recursive })) found.push(id);
      return found;
    };
    expect(await ids(false)).toEqual([`${sweep.id}_0`]);
    expect(await ids(true)).toHaveLength(8);
    expect((await sweep.getBestRunByPrimaryMetric())?.id).toBe(`${sweep.id}_0`);
    const pruned = await fetch(`${service.address}/local/v1.0/prune`, {
      method: 'POST',
      headers: { authorization: `Bearer ${service.token}` },
      body: JSON.stringify({ keep: 0 }),
    });
    expect(await pruned.json()).toMatchObject({ pruned: [{ runId: sweep.id, runs: 9 }] });
  });

  it('may leave the logging to autolog', { tags: ['full'] }, async (context) => {
    const trial = await runScript(
      context,
      `
import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

mlflow.sklearn.autolog()
x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    model = LogisticRegression(C=0.5, max_iter=200).fit(x, y)
    print("score", model.score(x, y))
    mlflow.log_metric("loss", 0.25)
`,
    );

    expect(trial.status).toBe('Completed');
    expect(trial.metrics).toMatchObject({ training_accuracy_score: [[0, expect.any(Number)]], loss: [[0, 0.25]] });
    expect(trial.properties).toMatchObject({ 'mlflow.param.C': '0.5', 'mlflow.param.max_iter': '200' });
    expect(trial.files).toContain('model/MLmodel');
  });
});
