import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import { entryPath, violation } from './config-violations.js';

const takes = 'text, a finite number, a boolean, null, or a list or Map of these';
const maxDepth = 100;

/** Finds whatever JSON cannot carry in a value that is to be sent: NaN, undefined, functions, plain objects, cycles. */
export function findJsonViolations(value: unknown, path: string, depth = 0): readonly ConfigViolation[] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return [];
  if (typeof value === 'number' && Number.isFinite(value)) return [];
  if (depth > maxDepth) return [{ path, got: 'nested too deeply', takes: `at most ${maxDepth} levels` }];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => findJsonViolations(item, `${path}[${index}]`, depth + 1));
  }
  if (value instanceof Map) {
    const entries: readonly (readonly [unknown, unknown])[] = [...value];
    return entries.flatMap(([key, item]) =>
      typeof key === 'string'
        ? findJsonViolations(item, entryPath(path, key), depth + 1)
        : [violation(path, key, 'names that are text')],
    );
  }
  return [violation(path, value, takes)];
}
