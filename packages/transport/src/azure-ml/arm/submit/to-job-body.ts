import type {
  JobAssetInput,
  JobDistribution,
  JobIdentity,
  JobInput,
  JobOutput,
  JobPolicy,
  JobQueueSettings,
  JobResources,
  JobSampling,
  SweepJob,
} from '@hyperdrive-run/core/ports';
import { isoDuration } from './iso-duration.js';
import type { PlanText, PlanValue } from './plan-value.js';

/** The ids that a job refers to, as far as they are known before it is submitted. */
export interface JobIds {
  /** The job's own name. */
  readonly name: string | PlanText;
  readonly code: string | PlanText | undefined;
  readonly environment: string | PlanText;
  readonly compute: string | undefined;
  /** The address of an input that is an asset, by the input's name. */
  readonly inputs: ReadonlyMap<string, string | PlanText>;
}

/** The body of the request that creates a sweep job. What a job does not say is left out, as Azure ML's client leaves it out. */
export function toJobBody(job: SweepJob, ids: JobIds): PlanValue {
  const { trial, limits, objective } = job;
  const resources = job.resources ?? trial.resources;
  return {
    properties: {
      jobType: 'Sweep',
      displayName: job.displayName ?? ids.name,
      experimentName: job.experimentName,
      description: job.description,
      isArchived: false,
      computeId: ids.compute,
      tags: job.tags,
      properties: job.properties,
      inputs: mapValues(job.inputs, (input, name) => toInput(input, ids.inputs.get(name))),
      outputs: mapValues(job.outputs, toOutput),
      searchSpace: job.searchSpace,
      samplingAlgorithm: job.sampling && toSampling(job.sampling),
      earlyTermination: job.policy && toPolicy(job.policy),
      objective: { goal: objective.goal, primaryMetric: objective.primaryMetric },
      limits: {
        jobLimitsType: 'Sweep',
        maxTotalTrials: limits.maxTotalTrials,
        maxConcurrentTrials: limits.maxConcurrentTrials,
        timeout: isoDuration(limits.timeoutSeconds),
        trialTimeout: isoDuration(limits.trialTimeoutSeconds),
      },
      trial: {
        codeId: ids.code,
        environmentId: ids.environment,
        command: trial.command,
        environmentVariables: trial.environmentVariables,
        distribution: trial.distribution && toDistribution(trial.distribution),
        resources: trial.resources && toResources(trial.resources),
      },
      resources: resources && toResources(resources),
      identity: job.identity && toIdentity(job.identity),
      queueSettings: job.queueSettings && toQueueSettings(job.queueSettings),
    },
  };
}

function mapValues<T>(
  map: ReadonlyMap<string, T>,
  convert: (value: T, key: string) => PlanValue,
): ReadonlyMap<string, PlanValue> {
  return new Map([...map].map(([key, value]): [string, PlanValue] => [key, convert(value, key)]));
}

const inputModes: ReadonlyMap<string, string> = new Map([
  ['download', 'Download'],
  ['ro_mount', 'ReadOnlyMount'],
  ['direct', 'Direct'],
  ['eval_mount', 'EvalMount'],
  ['eval_download', 'EvalDownload'],
]);

function toInput(input: JobInput, uri: string | PlanText | undefined): PlanValue {
  if (input.kind === 'literal') return { jobInputType: 'literal', value: input.value };
  return { jobInputType: input.type, uri, mode: modeOf(input, inputModes) };
}

const outputModes: ReadonlyMap<string, string> = new Map([
  ['mount', 'ReadWriteMount'],
  ['rw_mount', 'ReadWriteMount'],
  ['upload', 'Upload'],
  ['direct', 'Direct'],
]);

function toOutput(output: JobOutput): PlanValue {
  return {
    jobOutputType: output.type,
    uri: output.path,
    mode: modeOf(output, outputModes),
    assetName: output.name,
    assetVersion: output.version,
  };
}

function modeOf({ mode }: JobAssetInput | JobOutput, words: ReadonlyMap<string, string>): string | undefined {
  return mode === undefined ? undefined : (words.get(mode) ?? mode);
}

const samplingTypes = { random: 'Random', grid: 'Grid', bayesian: 'Bayesian' } as const;

function toSampling({ type, rule, seed, logbase }: JobSampling): PlanValue {
  return { samplingAlgorithmType: samplingTypes[type], rule, seed, logbase };
}

function toPolicy(policy: JobPolicy): PlanValue {
  const { delayEvaluation, evaluationInterval } = policy;
  const common = { delayEvaluation, evaluationInterval };
  switch (policy.type) {
    case 'bandit':
      return { policyType: 'Bandit', ...common, slackFactor: policy.slackFactor, slackAmount: policy.slackAmount };
    case 'median_stopping':
      return { policyType: 'MedianStopping', ...common };
    case 'truncation_selection':
      return { policyType: 'TruncationSelection', ...common, truncationPercentage: policy.truncationPercentage };
  }
}

const distributionTypes: ReadonlyMap<string, string> = new Map([
  ['pytorch', 'PyTorch'],
  ['mpi', 'Mpi'],
  ['tensorflow', 'TensorFlow'],
  ['ray', 'Ray'],
]);

function toDistribution({ type, settings }: JobDistribution): PlanValue {
  const entries = [...settings].map(([key, value]): [string, PlanValue] => [toCamelCase(key), value]);
  return new Map([['distributionType', distributionTypes.get(type) ?? type], ...entries]);
}

function toCamelCase(key: string): string {
  return key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function toResources(resources: JobResources): PlanValue {
  const { dockerArgs, maxInstanceCount, locations } = resources;
  const isList = Array.isArray(dockerArgs) && dockerArgs.length > 0;
  const common = {
    instanceCount: resources.instanceCount,
    instanceType: resources.instanceType,
    properties: resources.properties,
    shmSize: resources.shmSize,
  };
  // With a list of arguments Azure ML's client leaves out what follows them, and so does its contract.
  return isList ? { ...common, dockerArgsList: dockerArgs } : { ...common, dockerArgs, locations, maxInstanceCount };
}

function toIdentity(identity: JobIdentity): PlanValue {
  if (identity.type !== 'managed') {
    return { identityType: identity.type === 'user_identity' ? 'UserIdentity' : 'AMLToken' };
  }
  return { identityType: 'Managed', clientId: identity.clientId, objectId: identity.objectId };
}

const tiers: ReadonlyMap<string, string> = new Map([
  ['spot', 'Spot'],
  ['basic', 'Basic'],
  ['standard', 'Standard'],
  ['premium', 'Premium'],
  ['null', 'Null'],
]);

const priorities = { low: 1n, medium: 2n, high: 3n } as const;

function toQueueSettings({ jobTier, priority }: JobQueueSettings): PlanValue {
  return {
    jobTier: jobTier === undefined ? undefined : tiers.get(jobTier),
    priority: priority === undefined ? undefined : priorities[priority],
  };
}
