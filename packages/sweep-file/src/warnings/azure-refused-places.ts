import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { FilePath } from '../reader/file-path.js';

/** A key that Azure ML's client refuses, and why. */
export type AzureRefusal = readonly [path: FilePath, why: string];

const tiers = ['spot', 'basic', 'standard', 'premium', 'null'];
const distributions = ['mpi', 'tensorflow', 'pytorch', 'ray'];

/**
 * Finds what Azure ML's client refuses of the keys that say where and on what a trial runs there. They have no effect here,
 * so a file that is wrong in them runs.
 * @param path the way to the mapping: the sweep or its trial
 */
export function findRefusedPlaces(map: JsonObject, path: FilePath): readonly AzureRefusal[] {
  const found: AzureRefusal[] = [];
  const refuse = (keys: FilePath, why: string): void => void found.push([[...path, ...keys], why]);
  const environment = map.get('environment');
  if (environment !== undefined && !isEnvironment(environment)) {
    refuse(['environment'], 'it takes azureml:NAME:VERSION, azureml:NAME@latest or a mapping');
  }
  if (map.get('compute') === 'local') refuse(['compute'], 'its sweeps do not run on local');
  const tier = innerOf(map, 'queue_settings', 'job_tier');
  if (tier !== undefined && !isOneOf(tier, tiers))
    refuse(['queue_settings', 'job_tier'], `it takes ${tiers.join(', ')}`);
  const distribution = innerOf(map, 'distribution', 'type');
  if (distribution !== undefined && !isOneOf(distribution, distributions)) {
    refuse(['distribution', 'type'], `it takes ${distributions.join(', ')}`);
  }
  const count = innerOf(map, 'resources', 'instance_count');
  if (count !== undefined && !/^\s*[-+]?\d+(?:\.\d*)?\s*$/.test(String(count))) {
    refuse(['resources', 'instance_count'], 'it takes a whole number');
  }
  return found;
}

/** Environments without a version are refused after the upload, all others before it. */
function isEnvironment(value: JsonValue): boolean {
  if (typeof value !== 'string') return isJsonObject(value);
  return /^azureml:(?:\/|AzureML-|[^:@]+[:@].)/.test(value);
}

function innerOf(map: JsonObject, key: string, inner: string): string | number | bigint | boolean | undefined {
  const outer = map.get(key);
  const value = isJsonObject(outer) ? outer.get(inner) : undefined;
  return value === null || typeof value === 'object' ? undefined : value;
}

function isOneOf(value: string | number | bigint | boolean, words: readonly string[]): boolean {
  return typeof value === 'string' && words.includes(value.toLowerCase());
}
