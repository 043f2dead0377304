import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import type { RunKey } from '../model/warm-start.js';
import { violation } from './config-violations.js';

/** Finds what is wrong with a list of run keys in itself: ids, repeats, its length. */
export function findRunKeyViolations(
  path: string,
  keys: readonly RunKey[],
  max: number,
  takesAtMost: string,
): readonly ConfigViolation[] {
  if (!Array.isArray(keys)) return [violation(path, keys, 'a list of run keys')];
  const seen = new Set<string>();
  const violations: ConfigViolation[] = [];
  if (keys.length > max) violations.push({ path, got: `${keys.length} run keys`, takes: takesAtMost });
  for (const [index, key] of keys.entries()) {
    const at = `${path}[${index}]`;
    if (!isRunKey(key)) violations.push(violation(at, key, 'a run key: { runScope, runId }'));
    else if (key.runId === '') violations.push(violation(`${at}.runId`, key.runId, 'a non-empty run id'));
    else if (seen.has(key.runId)) violations.push(violation(`${at}.runId`, key.runId, 'each run only once'));
    else seen.add(key.runId);
  }
  return violations;
}

function isRunKey(key: unknown): key is RunKey {
  if (typeof key !== 'object' || key === null || !('runId' in key) || !('runScope' in key)) return false;
  return typeof key.runId === 'string' && typeof key.runScope === 'object' && key.runScope !== null;
}
