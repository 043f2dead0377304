import { isJsonObject, type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { givenEntries } from './given-entries.js';
import { secondsOfDuration } from './iso-duration.js';
import type { JobLimitsDto, JobPropertiesDto } from './wire/job-dto.js';

/**
 * What of a sweep job a config has no field for, in the words of sweep files, so that a file of the job has it again. It is the
 * reverse of what a submit makes of a file, in `to-job-body.ts`.
 */
export function toJobSections(job: JobPropertiesDto): JsonObject | undefined {
  const { trial } = job;
  const [ofTrial, ofJob] = [toResources(trial?.resources), toResources(job.resources)];
  // Clients copy those of the trial where the job has none of its own.
  const isCopy = ofJob !== undefined && ofTrial !== undefined && writeJson(ofJob) === writeJson(ofTrial);
  return unlessEmpty({
    trial: unlessEmpty({
      environment_variables: toVariables(trial?.environmentVariables),
      distribution: toDistribution(trial?.distribution),
      resources: ofTrial,
    }),
    inputs: eachOf(job.inputs, ({ mode }) => unlessEmpty({ mode: wordOf(mode, inputModes) })),
    outputs: eachOf(job.outputs, toOutput),
    resources: isCopy ? undefined : ofJob,
    identity: toIdentity(job.identity),
    queue_settings: toQueue(job.queueSettings),
    limits: toLimits(job.limits),
  });
}

function unlessEmpty(entries: Readonly<Record<string, JsonValue | undefined>>): JsonObject | undefined {
  const given = givenEntries(entries);
  return given.size === 0 ? undefined : given;
}

/** The values of an object by their keys, without what is no object and what says nothing. */
function eachOf(
  object: JsonObject | undefined,
  convert: (value: Readonly<Record<string, JsonValue | undefined>>) => JsonObject | undefined,
): JsonObject | undefined {
  const entries = [...(object ?? [])].flatMap(([name, value]): [string, JsonObject][] => {
    const converted = isJsonObject(value) ? convert(Object.fromEntries(value)) : undefined;
    return converted === undefined ? [] : [[name, converted]];
  });
  return entries.length === 0 ? undefined : new Map(entries);
}

const inputModes: ReadonlyMap<string, string> = new Map([
  ['download', 'download'],
  ['readonlymount', 'ro_mount'],
  ['direct', 'direct'],
  ['evalmount', 'eval_mount'],
  ['evaldownload', 'eval_download'],
]);

const outputModes: ReadonlyMap<string, string> = new Map([
  ['readwritemount', 'rw_mount'],
  ['upload', 'upload'],
  ['direct', 'direct'],
]);

/** A word of the service as files have it, whatever its case; `undefined` for one that no file takes. */
function wordOf(value: JsonValue | undefined, words: ReadonlyMap<string, string>): string | undefined {
  return typeof value === 'string' ? words.get(value.toLowerCase()) : undefined;
}

function toOutput({ mode, uri, assetName, assetVersion }: Readonly<Record<string, JsonValue | undefined>>) {
  return unlessEmpty({ mode: wordOf(mode, outputModes), path: uri, name: assetName, version: assetVersion });
}

function toLimits(limits: JobLimitsDto | undefined): JsonObject | undefined {
  const { maxTotalTrials, maxConcurrentTrials, timeout, trialTimeout } = limits ?? {};
  return unlessEmpty({
    max_total_trials: maxTotalTrials,
    max_concurrent_trials: maxConcurrentTrials,
    timeout: timeout === undefined ? undefined : secondsOfDuration(timeout),
    trial_timeout: trialTimeout === undefined ? undefined : secondsOfDuration(trialTimeout),
  });
}

/** Those of a config are text. Others are kept as the job has them: Python writes `True` for one that is a boolean. */
function toVariables(variables: JsonObject | undefined): JsonObject | undefined {
  const isText = [...(variables?.values() ?? [])].every((value) => typeof value === 'string');
  return isText ? undefined : variables;
}

function toSnakeCase(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The entries of an object that say something, under the keys of files. */
function renamed(object: JsonObject): [string, JsonValue][] {
  return [...givenEntries(Object.fromEntries(object))].map(([key, value]) => [toSnakeCase(key), value]);
}

function toDistribution(distribution: JsonObject | undefined): JsonObject | undefined {
  const type = distribution?.get('distributionType');
  if (distribution === undefined || typeof type !== 'string') return undefined;
  const settings = renamed(distribution).filter(([key]) => key !== 'distribution_type');
  return new Map<string, JsonValue>([['type', type.toLowerCase()], ...settings]);
}

/** One machine is what every trial gets: services write it for what nobody gave. */
function toResources(resources: JsonObject | undefined): JsonObject | undefined {
  const written = renamed(resources ?? new Map())
    .filter(([, value]) => !isJsonObject(value) || value.size > 0)
    .map(([key, value]): [string, JsonValue] => [key === 'docker_args_list' ? 'docker_args' : key, value]);
  const isUsual = written.every(([key, value]) => key === 'instance_count' && value === 1);
  return isUsual ? undefined : new Map(written);
}

const identityTypes: ReadonlyMap<string, string> = new Map([
  ['useridentity', 'user_identity'],
  ['amltoken', 'aml_token'],
  ['managed', 'managed'],
]);

function toIdentity(identity: JsonObject | undefined): JsonObject | undefined {
  const type = wordOf(identity?.get('identityType'), identityTypes);
  if (type === undefined) return undefined;
  return givenEntries({ type, client_id: identity?.get('clientId'), object_id: identity?.get('objectId') });
}

const priorities: ReadonlyMap<JsonValue, string> = new Map([
  [1, 'low'],
  [2, 'medium'],
  [3, 'high'],
]);

function toQueue(settings: JsonObject | undefined): JsonObject | undefined {
  const tier = settings?.get('jobTier');
  const jobTier = typeof tier === 'string' ? tier.toLowerCase() : undefined;
  return unlessEmpty({ job_tier: jobTier, priority: priorities.get(settings?.get('priority') ?? null) });
}
