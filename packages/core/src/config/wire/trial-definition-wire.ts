import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import { isTrialAssetType, type TrialOutput } from '../model/trial/trial-asset-type.js';
import type { TrialDefinition, TrialInput } from '../model/trial/trial-definition.js';
import type { TrialEnvironment } from '../model/trial/trial-environment.js';
import type { TrialResources } from '../model/trial/trial-resources.js';

/** The keys of a run definition's `Overrides` that a trial definition writes. */
const ownKeys: readonly string[] = [
  'Command',
  'Code',
  'EnvironmentVariables',
  'Inputs',
  'Outputs',
  'ValueTexts',
  'MaxRunDurationSeconds',
  'Target',
  'Resources',
];

/**
 * Writes a trial definition as the `Overrides` of a run definition.
 * @param base Overrides to write into: what the trial definition knows nothing of stays
 */
export function trialDefinitionToWire(trial: TrialDefinition, base: JsonObject = new Map()): JsonObject {
  // An environment of the run definition stays, unless the trial names another one.
  const replaced = trial.environment === undefined ? ownKeys : [...ownKeys, 'Environment'];
  const own = new Set(replaced.map((key) => key.toLowerCase()));
  const wire = new Map<string, JsonValue>([...base].filter(([key]) => !own.has(key.toLowerCase())));
  wire.set('Command', trial.command);
  if (trial.code !== undefined) wire.set('Code', trial.code);
  if (trial.environmentVariables !== undefined) wire.set('EnvironmentVariables', new Map(trial.environmentVariables));
  if (trial.inputs !== undefined) {
    wire.set('Inputs', new Map([...trial.inputs].map(([name, input]) => [name, inputToWire(input)])));
  }
  if (trial.outputs !== undefined) {
    wire.set('Outputs', new Map([...trial.outputs].map(([name, output]) => [name, outputToWire(output)])));
  }
  if (trial.valueTexts !== undefined) {
    wire.set('ValueTexts', new Map([...trial.valueTexts].map(([name, texts]) => [name, new Map(texts)])));
  }
  if (trial.maxDurationSeconds !== undefined) wire.set('MaxRunDurationSeconds', trial.maxDurationSeconds);
  if (trial.environment !== undefined) wire.set('Environment', environmentToWire(trial.environment));
  if (trial.target !== undefined) wire.set('Target', trial.target);
  if (trial.resources !== undefined) wire.set('Resources', resourcesToWire(trial.resources));
  return wire;
}

/**
 * Reads the `Overrides` of a run definition; keys may begin with a capital or small letter, as services write both.
 * @returns `undefined` where there is no command: Azure ML's older script runs name a script and arguments instead
 */
export function trialDefinitionFromWire(wire: JsonValue | undefined): TrialDefinition | undefined {
  if (!isJsonObject(wire)) return undefined;
  const command = readKey(wire, 'Command');
  if (typeof command !== 'string' || command.trim() === '') return undefined;
  const variables = readKey(wire, 'EnvironmentVariables');
  const inputs = readKey(wire, 'Inputs');
  const outputs = readKey(wire, 'Outputs');
  const texts = readKey(wire, 'ValueTexts');
  const duration = readKey(wire, 'MaxRunDurationSeconds');
  return {
    command,
    code: readText(readKey(wire, 'Code')),
    environmentVariables: isJsonObject(variables) ? readVariables(variables) : undefined,
    inputs: isJsonObject(inputs)
      ? new Map([...inputs].map(([name, input]) => [name, inputFromWire(input)]))
      : undefined,
    outputs: isJsonObject(outputs)
      ? new Map([...outputs].map(([name, output]) => [name, outputFromWire(output)]))
      : undefined,
    valueTexts: isJsonObject(texts) ? readValueTexts(texts) : undefined,
    maxDurationSeconds: typeof duration === 'number' ? duration : undefined,
    environment: environmentFromWire(readKey(wire, 'Environment')),
    target: readText(readKey(wire, 'Target')),
    resources: resourcesFromWire(readKey(wire, 'Resources')),
  };
}

function resourcesToWire(resources: TrialResources): JsonValue {
  return new Map(Object.entries(resources).flatMap(([name, amount]) => (amount === undefined ? [] : [[name, amount]])));
}

function resourcesFromWire(wire: JsonValue | undefined): TrialResources | undefined {
  if (!isJsonObject(wire)) return undefined;
  const read = (name: keyof TrialResources): number | undefined => {
    const amount = wire.get(name);
    return typeof amount === 'number' ? amount : undefined;
  };
  return {
    instanceCount: read('instanceCount'),
    cpus: read('cpus'),
    gpus: read('gpus'),
    memoryBytes: read('memoryBytes'),
  };
}

function environmentToWire(environment: TrialEnvironment): JsonValue {
  return environment.type === 'reference' ? environment.name : environment.definition;
}

function environmentFromWire(wire: JsonValue | undefined): TrialEnvironment | undefined {
  if (isJsonObject(wire)) return { type: 'described', definition: wire };
  const name = readText(wire);
  return name === undefined ? undefined : { type: 'reference', name };
}

function readKey(wire: JsonObject, key: string): JsonValue | undefined {
  return wire.get(key) ?? wire.get(key.charAt(0).toLowerCase() + key.slice(1)) ?? undefined;
}

function readText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Numbers and booleans count as their text; null as not set. */
function readVariables(variables: JsonObject): ReadonlyMap<string, string> {
  return new Map(
    [...variables].flatMap(([name, value]): readonly (readonly [string, string])[] =>
      value === null || typeof value === 'object' ? [] : [[name, String(value)]],
    ),
  );
}

function readValueTexts(wire: JsonObject): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map([...wire].map(([name, texts]) => [name, isJsonObject(texts) ? readVariables(texts) : new Map()]));
}

function inputToWire(input: TrialInput): JsonValue {
  if (input.type === 'unknown') return input.raw;
  const value: readonly [string, JsonValue] = input.type === 'literal' ? ['value', input.value] : ['path', input.path];
  return new Map<string, JsonValue>([['type', input.type], value]);
}

function inputFromWire(wire: JsonValue): TrialInput {
  const unknown: TrialInput = { type: 'unknown', raw: wire };
  if (!isJsonObject(wire)) return unknown;
  const type = wire.get('type');
  if (type === 'literal') {
    const value = wire.get('value') ?? null;
    return value === null || typeof value === 'object' ? unknown : { type, value };
  }
  const path = wire.get('path');
  return isTrialAssetType(type) && typeof path === 'string' ? { type, path } : unknown;
}

function outputToWire(output: TrialOutput): JsonValue {
  return output.type === 'unknown' ? output.raw : new Map([['type', output.type]]);
}

function outputFromWire(wire: JsonValue): TrialOutput {
  const type = isJsonObject(wire) ? wire.get('type') : undefined;
  return isTrialAssetType(type) ? { type } : { type: 'unknown', raw: wire };
}
