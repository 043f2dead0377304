import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import type { CallService } from '../../computes/call-service.js';
import type { TrialJob } from '../../trial-runner.js';

/**
 * What a trial without a way to the service can read: its run and its sweep's, to either client, its experiment, and where the
 * services are. All of it is asked for at the start, in the trial's own name: it reads nothing that its token may not.
 * @throws Error where the service does not give it
 */
export async function givenAnswers(job: TrialJob, call: CallService): Promise<JsonObject> {
  const { subscriptionId, resourceGroup, workspaceName } = job.scope;
  const [subscription, group, workspace] = [subscriptionId, resourceGroup, workspaceName].map(encodeURIComponent);
  const place = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}`;
  const mlflow = `/mlflow/v2.0${place}/api/2.0/mlflow`;

  async function read(path: string): Promise<JsonObject> {
    const { status, text } = await call(job, { method: 'GET', path });
    const value = status === 200 ? parseJson(text) : undefined;
    if (isJsonObject(value)) return value;
    throw new Error(`the service responded with ${status} to GET ${path}`);
  }

  const runs = new Map<string, JsonValue>();
  const mlflowRuns = new Map<string, JsonValue>();
  let next: string | undefined = job.runId;
  while (next !== undefined && !runs.has(next)) {
    const run: JsonObject = await read(`/history/v1.0${place}/runs/${encodeURIComponent(next)}`);
    const ofMlflow = await read(`${mlflow}/runs/get?run_id=${encodeURIComponent(next)}`);
    runs.set(next, run);
    mlflowRuns.set(next, ofMlflow.get('run') ?? null);
    const parent = run.get('parentRunId');
    next = typeof parent === 'string' ? parent : undefined;
  }
  const { experiment } = Object.fromEntries(
    await read(`${mlflow}/experiments/get?experiment_id=${encodeURIComponent(job.experimentId)}`),
  );
  return new Map<string, JsonValue>([
    ['runId', job.runId],
    ['runs', runs],
    ['mlflowRuns', mlflowRuns],
    ['experiment', experiment ?? null],
    ['discovery', await read('/discovery')],
    [
      'token',
      new Map<string, JsonValue>([
        ['token', job.token.token],
        ['expiryTimeUtc', job.token.expiryTime.toISOString()],
      ]),
    ],
  ]);
}
