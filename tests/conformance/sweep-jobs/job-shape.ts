import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';

/** A run as the run history sends it. */
export type Run = JsonObject;

/** A sweep job as Azure Resource Manager was recorded to send it: nulls everywhere, a capital goal, ISO 8601 durations. */
export function sweepJobOf(run: Run, workspace: string): JsonObject {
  const tags = mapAt(run, 'tags');
  const generator = tagAt(tags, 'generator_config');
  const metric = tagAt(tags, 'primary_metric_config');
  const policy = tagAt(tags, 'policy_config');
  const minutes = Number(tags.get('_aml_system_max_duration_minutes') ?? 60);
  return jobOf(run, workspace, {
    jobType: 'Sweep',
    searchSpace: generator.get('parameter_space') ?? null,
    samplingAlgorithm: objectOf({ samplingAlgorithmType: 'Random', seed: null, logbase: null, rule: 'Random' }),
    limits: objectOf({
      timeout: `PT${minutes}M`,
      jobLimitsType: 'Sweep',
      maxTotalTrials: Number(tags.get('_aml_system_max_total_jobs') ?? 1),
      maxConcurrentTrials: Number(tags.get('_aml_system_max_concurrent_jobs') ?? 1),
      trialTimeout: null,
    }),
    earlyTermination: policyOf(policy),
    objective: objectOf({ primaryMetric: metric.get('name') ?? null, goal: capitalized(metric.get('goal')) }),
    trial: objectOf({
      codeId: `${workspace}/codes/53235a81-c8b2-47d1-89d9-e442d09f3ee0/versions/1`,
      command: 'python train.py --lr ${{search_space.lr}} --batch ${{search_space.batch}}',
      environmentId: `${workspace}/environments/AzureML-sklearn-1.0/versions/33`,
      environmentVariables: objectOf({ test_var1: 'set' }),
      distribution: null,
      resources: objectOf({
        instanceCount: 1,
        instanceType: null,
        locations: null,
        properties: null,
        dockerArgs: null,
      }),
    }),
  });
}

/** A job that is no sweep, such as a trial: its command is filled in. */
export function commandJobOf(run: Run, workspace: string, outputs: JsonObject = new Map()): JsonObject {
  return jobOf(
    run,
    workspace,
    { jobType: 'Command', command: 'python train.py', parameters: null, limits: null },
    outputs,
  );
}

function jobOf(
  run: Run,
  workspace: string,
  own: Readonly<Record<string, JsonValue>>,
  outputs: JsonObject = new Map(),
): JsonObject {
  const name = textAt(run, 'runId');
  return objectOf({
    id: `${workspace}/jobs/${name}`,
    name,
    type: 'Microsoft.MachineLearningServices/workspaces/jobs',
    properties: objectOf({
      description: run.get('description') ?? null,
      tags: mapAt(run, 'tags'),
      properties: mapAt(run, 'properties'),
      displayName: run.get('displayName') ?? null,
      status: run.get('status') ?? null,
      experimentName: run.get('experimentName') ?? null,
      services: objectOf({
        Tracking: objectOf({ jobServiceType: 'Tracking', port: null, endpoint: 'azureml://somewhere', status: null }),
        Studio: objectOf({
          jobServiceType: 'Studio',
          port: null,
          endpoint: `https://ml.azure.com/runs/${encodeURIComponent(name)}?wsid=${workspace}`,
          status: null,
          errorMessage: null,
          properties: null,
          nodes: null,
        }),
      }),
      computeId: `${workspace}/computes/testCompute`,
      isArchived: run.get('hidden') ?? false,
      identity: null,
      componentId: null,
      notificationSetting: null,
      inputs: new Map(),
      outputs: new Map<string, JsonValue>([
        ['default', outputOf(`azureml://datastores/workspaceartifactstore/ExperimentRun/dcid.${name}`)],
        ...outputs,
      ]),
      queueSettings: null,
      ...own,
    }),
    systemData: objectOf({ createdAt: run.get('createdUtc') ?? null, createdBy: 'ada', createdByType: 'User' }),
  });
}

/** An output as it was recorded. */
export function outputOf(uri: string | null): JsonObject {
  return objectOf({
    description: null,
    uri,
    assetName: null,
    assetVersion: null,
    mode: 'ReadWriteMount',
    jobOutputType: 'uri_folder',
  });
}

function policyOf(policy: JsonObject): JsonValue {
  const name = policy.get('name');
  if (typeof name !== 'string' || name.toLowerCase() === 'default') return null;
  const properties = mapAt(policy, 'properties');
  return objectOf({
    evaluationInterval: properties.get('evaluation_interval') ?? 0,
    delayEvaluation: properties.get('delay_evaluation') ?? 0,
    policyType: name,
    slackFactor: properties.get('slack_factor') ?? 0,
    slackAmount: properties.get('slack_amount') ?? 0,
    truncationPercentage: properties.get('truncation_percentage') ?? null,
  });
}

function tagAt(tags: JsonObject, name: string): JsonObject {
  const text = tags.get(`_aml_system_${name}`);
  const value = typeof text === 'string' ? parseJson(text) : undefined;
  return isJsonObject(value) ? value : new Map();
}

export function mapAt(object: JsonObject, key: string): JsonObject {
  const value = object.get(key);
  return isJsonObject(value) ? value : new Map();
}

/** A text of a run; empty where it has none. */
export function textAt(run: JsonObject, key: string): string {
  const value = run.get(key);
  return typeof value === 'string' ? value : '';
}

export function objectOf(entries: Readonly<Record<string, JsonValue>>): JsonObject {
  return new Map(Object.entries(entries));
}

function capitalized(word: JsonValue | undefined): JsonValue {
  return typeof word === 'string' ? word.charAt(0).toUpperCase() + word.slice(1) : null;
}
