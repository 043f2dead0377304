import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import { violation } from './config-violations.js';

/** Nothing where `value` is a whole number from `min` to `max`, else the violation. */
export function findIntegerViolations(
  path: string,
  value: unknown,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): readonly ConfigViolation[] {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return [];
  const bounds = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  return [violation(path, value, `a whole number ${bounds}`)];
}

/**
 * Finds misspelt options: a name that is not taken would otherwise be ignored without a word.
 * @param known all names that are taken
 */
export function findUnknownOptions(options: unknown, known: readonly string[]): readonly ConfigViolation[] {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    return [violation('options', options, 'an object')];
  }
  return Object.entries(options)
    .filter(([name, value]) => value !== undefined && !known.includes(name))
    .map(([name]) => ({ path: name, got: 'an unknown option', takes: `one of ${known.join(', ')}` }));
}
