import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import type { RunKey } from '../model/warm-start.js';

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

function readText(fields: JsonObject, name: string): string | undefined {
  const value = fields.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
