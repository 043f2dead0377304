import { describe, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../conformance/python/make-environment.mjs';
import { ensureMlflowEnvironment } from '../mlflow/python/make-environment.mjs';
import { startOnCluster, temporaryFolder } from './start-on-cluster.js';

/** What users of azureml-core log, each in its own way. */
const withAzureml = `
import sys
from azureml.core import Run

run = Run.get_context(allow_offline=False)
rate = float(sys.argv[1])
for epoch in range(3):
    run.log("loss", rate / (epoch + 1), step=epoch)
run.log("odd", float("nan"))
run.log_row("beds", bed=1, depth=0.5)
run.log_list("weights", [0.5, 0.25, 3])
run.tag("season", "spring")
run.set_tags({"gone": "soon"})
run.remove_tags(["gone"])
run.add_properties({"seeds": "40"})
child = run.child_run(name="fold 1")
child.log("loss", 0.125)
child.complete()
run.flush()
print("parent", run.parent.id, run.get_tags()["season"], run.get_metrics is not None)
`;

/** What users of MLflow log. */
const withMlflow = `
import sys
import mlflow

rate = float(sys.argv[1])
for epoch in range(3):
    mlflow.log_metric("loss", rate / (epoch + 1), step=epoch)
mlflow.log_metrics({"precision": 0.25, "odd": float("nan")}, step=7)
mlflow.log_params({"rate": rate, "layers": [3, 4]})
mlflow.set_tag("season", "spring")
mlflow.log_text("tulips", "notes/beds.txt")
mlflow.log_text("", "empty.txt")
with open("weights.bin", "wb") as file:
    file.write(bytes(range(256)))
mlflow.log_artifact("weights.bin", "model")
with mlflow.start_run(nested=True, run_name="fold 1"):
    mlflow.log_metric("loss", 0.125)
print("run", mlflow.active_run().info.run_id)
`;

const withAutolog = `
import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

mlflow.sklearn.autolog()
x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    LogisticRegression(C=0.5, max_iter=200).fit(x, y)
    mlflow.log_metric("loss", 0.25)
`;

const withCurl = `
set -e
run="$AZUREML_SERVICE_ENDPOINT/history/v1.0/subscriptions/$AZUREML_ARM_SUBSCRIPTION/resourceGroups/$AZUREML_ARM_RESOURCEGROUP/providers/Microsoft.MachineLearningServices/workspaces/$AZUREML_ARM_WORKSPACE_NAME/experimentids/$AZUREML_EXPERIMENT_ID/runs/$AZUREML_RUN_ID"
metric="$AZUREML_SERVICE_ENDPOINT/metric/v2.0/subscriptions/$AZUREML_ARM_SUBSCRIPTION/resourceGroups/$AZUREML_ARM_RESOURCEGROUP/providers/Microsoft.MachineLearningServices/workspaces/$AZUREML_ARM_WORKSPACE_NAME/runs/$AZUREML_RUN_ID/batch"
auth="Authorization: Bearer $AZUREML_RUN_TOKEN"
curl -sf -H "$auth" -H 'Content-Type: application/json' -d '{"values": [{"name": "loss", "value": [{"data": {"loss": 0.5}}]}]}' "$metric"
curl -sf -H "$auth" "$run" | grep -q "$AZUREML_RUN_ID"
curl -s -o /dev/null -w 'without a token: %{http_code}\\n' "$run"
curl -s -o /dev/null -w 'not JSON: %{http_code}\\n' -H "$auth" -d '{' "$metric"
mkdir -p outputs
printf 'model' > outputs/model.txt
`;

describe('an unmodified script on a node that has no way to the service', () => {
  it('logs with azureml-core', async (context) => {
    const environment = await ensurePythonEnvironment();
    if ('notRun' in environment) return context.skip(environment.notRun);
    const command = `${environment.python} train.py \${{search_space.rate}}`;
    const { sweep, trial } = await startOnCluster({ command, files: { 'train.py': withAzureml }, rates: [0.5, 0.25] });

    const read = await trial(1);
    expect(read.output).toContain(`parent ${sweep.id} spring`);
    expect(read.status).toBe('Completed');
    expect(new Set(read.metrics['loss'])).toEqual(new Set([0, 1, 2].map((step) => [step, 0.25 / (step + 1)])));
    expect(read.metrics).toMatchObject({
      odd: [[undefined, Number.NaN]],
      beds: [{ bed: 1, depth: 0.5 }],
      weights: [0.5, 0.25, 3].map((value) => [undefined, value]),
    });
    expect(read.tags).toMatchObject({ season: 'spring' });
    expect(read.tags).not.toHaveProperty('gone');
    expect(read.properties).toMatchObject({ seeds: '40' });
    expect(read.children.map(({ status, metrics }) => [status, metrics['loss']])).toEqual([
      ['Completed', [[undefined, 0.125]]],
    ]);
    expect((await sweep.getBestRunByPrimaryMetric())?.id).toBe(`${sweep.id}_1`);
  });

  it('logs with mlflow, files and nested runs too', async (context) => {
    const environment = await ensureMlflowEnvironment();
    if ('notRun' in environment) return context.skip(environment.notRun);
    const command = `${environment.python} train.py \${{search_space.rate}}`;
    const { sweep, trial } = await startOnCluster({ command, files: { 'train.py': withMlflow } });

    const read = await trial();
    expect(read.output).toContain(`run ${sweep.id}_0`);
    expect(read.status).toBe('Completed');
    expect(read.metrics).toMatchObject({
      loss: [0, 1, 2].map((step) => [step, 0.5 / (step + 1)]),
      precision: [[7, 0.25]],
      odd: [[7, Number.NaN]],
    });
    expect(read.properties).toMatchObject({ 'mlflow.param.rate': '0.5', 'mlflow.param.layers': '[3, 4]' });
    expect(read.files).toEqual(['empty.txt', 'model/weights.bin', 'notes/beds.txt', 'user_logs/std_log.txt']);
    expect(read.children.map(({ metrics }) => metrics)).toEqual([{ loss: [[0, 0.125]] }]);
  });

  it('leaves the logging to autolog', async (context) => {
    const environment = await ensureMlflowEnvironment();
    if ('notRun' in environment) return context.skip(environment.notRun);
    const { trial } = await startOnCluster({
      command: `${environment.python} train.py`,
      files: { 'train.py': withAutolog },
    });

    const read = await trial();
    expect(read.output).not.toContain('refused');
    expect(read.status).toBe('Completed');
    expect(read.metrics).toMatchObject({ training_accuracy_score: [[0, expect.any(Number)]], loss: [[0, 0.25]] });
    expect(read.files).toContain('model/MLmodel');
  });

  it('logs with curl, and leaves files behind on a shared folder beside the service', async () => {
    const { trial } = await startOnCluster({
      command: 'sh train.sh',
      files: { 'train.sh': withCurl },
      sharedFolder: await temporaryFolder(),
    });

    const read = await trial();
    expect(read.output).toBe('{}without a token: 401\nnot JSON: 400\n');
    expect(read.status).toBe('Completed');
    expect(read.metrics).toEqual({ loss: [[undefined, 0.5]] });
    expect(read.files).toEqual(['outputs/model.txt', 'user_logs/std_log.txt']);
  });
});
