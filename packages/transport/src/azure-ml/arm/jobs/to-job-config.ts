import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { isTrialAssetType } from '@hyperdrive-run/core/trial';
import { nameOfId, referenceOfCode, referenceOfId } from './asset-reference.js';
import { givenEntries } from './given-entries.js';
import { secondsOfDuration } from './iso-duration.js';
import { toJobSections } from './to-job-sections.js';
import type { JobPropertiesDto } from './wire/job-dto.js';

/**
 * What a sweep job is to do, in this project's own JSON of a config. What the job does not say is left out: then the tags of
 * its run may say it.
 */
export function toJobConfig(job: JobPropertiesDto): JsonObject {
  const { objective, limits, searchSpace } = job;
  const timeout = limits?.timeout === undefined ? undefined : secondsOfDuration(limits.timeout);
  const goal = objective?.goal?.toLowerCase();
  return givenEntries({
    primary_metric_config:
      objective?.primaryMetric && goal ? givenEntries({ name: objective.primaryMetric, goal }) : undefined,
    generator_config: searchSpace && toGenerator(searchSpace, job.samplingAlgorithm),
    policy_config: toPolicy(job.earlyTermination),
    max_total_jobs: limits?.maxTotalTrials,
    max_concurrent_jobs: limits?.maxConcurrentTrials,
    max_duration_minutes: timeout === undefined ? undefined : Math.ceil(timeout / 60),
    platform_config: toPlatform(job, timeout),
  });
}

const samplingNames: ReadonlyMap<string, string> = new Map([['bayesian', 'BayesianOptimization']]);

/** Without a sampling algorithm the service takes the random one. */
function toGenerator(space: JsonObject, sampling: JsonObject | undefined): JsonObject {
  const type = sampling?.get('samplingAlgorithmType');
  const name = typeof type === 'string' ? (samplingNames.get(type.toLowerCase()) ?? type.toUpperCase()) : 'RANDOM';
  const [rule, seed, logbase] = ['rule', 'seed', 'logbase'].map((key) => sampling?.get(key));
  const parameters = new Map([...space].map(([key, value]) => [key, readExpression(value)]));
  return givenEntries({ name, parameter_space: parameters, properties: givenEntries({ rule, seed, logbase }) });
}

/** The preview of 2021 wrote expressions as text; one that cannot be read is kept as it is. */
function readExpression(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}

const policyNames: readonly (readonly [property: string, key: string])[] = [
  ['evaluation_interval', 'evaluationInterval'],
  ['delay_evaluation', 'delayEvaluation'],
  ['slack_factor', 'slackFactor'],
  ['slack_amount', 'slackAmount'],
  ['truncation_percentage', 'truncationPercentage'],
];

/**
 * The policy of a job. Clients write a zero for what nobody gave: both slacks of a bandit, and an interval that is the
 * service's own. No policy at all is left to the tags, which have it as `Default`.
 */
function toPolicy(policy: JsonObject | undefined): JsonObject | undefined {
  const name = policy?.get('policyType');
  if (policy === undefined || typeof name !== 'string') return undefined;
  const hasAmount = policy.get('slackAmount') !== 0 && (policy.get('slackAmount') ?? undefined) !== undefined;
  const properties = new Map<string, JsonValue>();
  for (const [property, key] of policyNames) {
    const value = policy.get(key) ?? undefined;
    const isUnset =
      value === 0 && (key === 'evaluationInterval' || key === (hasAmount ? 'slackFactor' : 'slackAmount'));
    if (value !== undefined && !isUnset) properties.set(property, value);
  }
  return givenEntries({ name, properties });
}

function toPlatform(job: JobPropertiesDto, timeoutSeconds: number | undefined): JsonObject | undefined {
  const trial = job.trial;
  if (trial?.command === undefined) return undefined;
  const { trialTimeout } = job.limits ?? {};
  const overrides = givenEntries({
    Command: trial.command,
    Code: trial.codeId && referenceOfCode(trial.codeId),
    EnvironmentVariables: trial.environmentVariables,
    Inputs: job.inputs && new Map([...job.inputs].map(([name, input]) => [name, toInput(input)])),
    Outputs: toOutputs(job.outputs),
    MaxRunDurationSeconds: trialTimeout === undefined ? undefined : secondsOfDuration(trialTimeout),
    Environment: trial.environmentId && referenceOfId(trial.environmentId),
    Target: job.computeId && nameOfId(job.computeId),
    Job: toJobSections(job),
  });
  return givenEntries({ MaxDurationSeconds: timeoutSeconds, Definition: givenEntries({ Overrides: overrides }) });
}

/** `{jobInputType, value}` or `{jobInputType, uri}`; whatever else is kept as it is. */
function toInput(input: JsonValue): JsonValue {
  if (!isJsonObject(input)) return input;
  const [type, value, uri] = ['jobInputType', 'value', 'uri'].map((key) => input.get(key));
  if (type === 'literal' && value !== undefined && value !== null && !isJsonArray(value))
    return givenEntries({ type, value });
  return isTrialAssetType(type) && typeof uri === 'string' ? givenEntries({ type, path: referenceOfId(uri) }) : input;
}

/** The output that the service adds to each job is nobody's: it is the run's own files. */
function toOutputs(outputs: JsonObject | undefined): JsonObject | undefined {
  const named = [...(outputs ?? [])].filter(([name]) => name !== defaultOutput);
  if (named.length === 0) return undefined;
  return new Map(
    named.map(([name, output]) => {
      const type = isJsonObject(output) ? output.get('jobOutputType') : undefined;
      return [name, givenEntries({ type: isTrialAssetType(type) ? type : 'uri_folder' })];
    }),
  );
}

/** The name of the output that stands for a run's own files. */
export const defaultOutput = 'default';
