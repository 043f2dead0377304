import { InvalidArgumentError } from '@hyperdrive-run/core';
import type { OpenOptunaOptions } from './open-optuna-storage.js';

const known = ['study', 'zone', 'value', 'intermediate', 'copy'] as const;
const takes =
  'after its path study=NAME, zone=utc, zone=local, value=NAME, intermediate=NAME and copy=true, joined with &';

/**
 * The options in the address of an Optuna storage.
 * @throws InvalidArgumentError where there is no such option, or it has another value
 */
export function optunaOptions(query: URLSearchParams): OpenOptunaOptions {
  for (const [name, value] of query) {
    if (!known.some((one) => one === name) || value === '') refuse(name, value);
  }
  const [zone, copy] = [query.get('zone') ?? undefined, query.get('copy') ?? undefined];
  if (zone !== undefined && zone !== 'utc' && zone !== 'local') return refuse('zone', zone);
  if (copy !== undefined && copy !== 'true' && copy !== 'false') return refuse('copy', copy);
  return {
    study: query.get('study') ?? undefined,
    value: query.get('value') ?? undefined,
    intermediate: query.get('intermediate') ?? undefined,
    zone,
    copy: copy === 'true',
  };
}

function refuse(name: string, value: string): never {
  throw new InvalidArgumentError({ option: 'address', got: `${name}=${value}`, takes });
}
