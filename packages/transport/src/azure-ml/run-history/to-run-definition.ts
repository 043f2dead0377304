import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import type { RunDefinition } from '@hyperdrive-run/core/ports';
import { readArguments } from './to-run-details.js';
import type { RunDataDto } from './wire/run-data-dto.js';

/** Where a definition keeps its command: itself, or what it wraps. */
const wrappers = ['configuration', 'overrides', 'definition', 'job', 'jobSpecification', 'properties'];

/** What a run was called with, from all that the run history keeps of it. */
export function toRunDefinition(
  runId: string,
  { runMetadata, runDefinition, jobSpecification }: RunDataDto,
): RunDefinition {
  const definitions = [runDefinition, jobSpecification].map(readDefinition);
  const parameters = runMetadata?.parameters;
  return {
    runId,
    tags: runMetadata?.tags,
    properties: runMetadata?.properties,
    // An empty one says that nobody logged any there, and not that there are none.
    parameters: parameters === undefined || parameters.size === 0 ? undefined : parameters,
    arguments: readArguments(definitions[0]),
    command: definitions.map((definition) => readCommand(definition)).find((command) => command !== undefined),
  };
}

/** A definition is an object, or the text of one. */
function readDefinition(definition: JsonValue | undefined): JsonValue | undefined {
  if (typeof definition !== 'string') return definition;
  try {
    return parseJson(definition);
  } catch {
    return undefined;
  }
}

function readCommand(definition: JsonValue | undefined, depth = 0): string | undefined {
  if (!isJsonObject(definition) || depth > 3) return undefined;
  const own = definition.get('command') ?? definition.get('Command');
  if (typeof own === 'string' && own.trim() !== '') return own;
  if (isJsonArray(own) && own.length > 0 && own.every((word) => typeof word === 'string')) return own.join(' ');
  for (const name of wrappers) {
    const wrapped = definition.get(name) ?? definition.get(name.charAt(0).toUpperCase() + name.slice(1));
    const inner = readCommand(wrapped, depth + 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
