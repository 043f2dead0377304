import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import type { RunScope } from '../../run-scope.js';
import { violation } from '../checks/config-violations.js';

/** Where an earlier sweep lives, as a run key names it. */
export interface RunKeyScope extends RunScope {
  /** The service's address as it was then. It is carried along and never contacted. */
  readonly host?: string | undefined;
}

/** Names a run of an earlier sweep for a warm start. */
export interface RunKey {
  readonly runScope: RunKeyScope;
  readonly runId: string;
}

/** How many earlier sweeps one sweep can resume. */
export const maxResumedSweeps = 5;

/** A run key's wire form. */
export function runKeyToWire(key: RunKey): JsonObject {
  const { host, subscriptionId, resourceGroup, workspaceName, experimentName } = key.runScope;
  const scope = Object.entries({
    host,
    subscription_id: subscriptionId,
    resource_group: resourceGroup,
    workspace_name: workspaceName,
    experiment_name: experimentName,
  }).flatMap(([name, value]): readonly (readonly [string, JsonValue])[] =>
    value === undefined ? [] : [[name, value]],
  );
  return new Map<string, JsonValue>([
    ['run_scope', new Map(scope)],
    ['run_id', key.runId],
  ]);
}

/**
 * Reads a run key. What is missing of the scope stays away: a backend then takes its own. A key without an id gets an
 * empty one, which the checks refuse; nothing is dropped without a word.
 */
export function runKeyFromWire(wire: JsonValue): RunKey {
  const fields: JsonObject = isJsonObject(wire) ? wire : new Map();
  const given = fields.get('run_scope');
  const scope: JsonObject = isJsonObject(given) ? given : new Map();
  return {
    runScope: {
      host: readText(scope, 'host'),
      subscriptionId: readText(scope, 'subscription_id'),
      resourceGroup: readText(scope, 'resource_group'),
      workspaceName: readText(scope, 'workspace_name'),
      experimentName: readText(scope, 'experiment_name'),
    },
    runId: readText(fields, 'run_id') ?? '',
  };
}

/** Reads a list of run keys: `resume_from`, `resume_child_runs`. Missing or null is none; what is no list is one key. */
export function runKeysFromWire(wire: JsonValue | undefined): readonly RunKey[] {
  if (wire === undefined || wire === null) return [];
  return (isJsonArray(wire) ? wire : [wire]).map(runKeyFromWire);
}

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

function readText(fields: JsonObject, name: string): string | undefined {
  const value = fields.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
