import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';

/** What the run definition of Azure ML's first SDK says of a trial. */
export interface ScriptRun {
  /** The command line without the hyperparameters, which that service adds at its end. */
  readonly command: string | undefined;
  /** As a document writes it: a reference, or an image with its packages. */
  readonly environment: JsonValue | undefined;
  readonly environmentVariables: JsonObject | undefined;
  readonly target: string | undefined;
  readonly maxDurationSeconds: number | undefined;
  /** Where that service keeps the code. */
  readonly snapshotId: string | undefined;
}

/** Reads a script run out of a `platform_config`; keys begin with a capital or a small letter. */
export function readScriptRun(platformConfig: JsonObject | undefined): ScriptRun {
  const definition = objectAt(platformConfig, 'Definition');
  const run = objectAt(definition, 'Overrides');
  const environment = objectAt(run, 'Environment');
  const variables = objectAt(environment, 'EnvironmentVariables') ?? objectAt(run, 'EnvironmentVariables');
  const seconds = read(run, 'MaxRunDurationSeconds');
  return {
    command: readCommand(run),
    environment: toEnvironment(environment),
    environmentVariables: variables === undefined || variables.size === 0 ? undefined : variables,
    target: textAt(run, 'Target'),
    maxDurationSeconds: typeof seconds === 'number' && seconds > 0 ? seconds : undefined,
    snapshotId: textAt(definition, 'SnapshotId'),
  };
}

function readCommand(run: JsonObject | undefined): string | undefined {
  const command = read(run, 'Command');
  if (isJsonArray(command) && command.length > 0) return command.map(word).join(' ');
  if (typeof command === 'string' && command.trim() !== '') return command;
  const script = textAt(run, 'Script');
  const given = read(run, 'Arguments');
  return script === undefined
    ? undefined
    : ['python', script, ...(isJsonArray(given) ? given : [])].map(word).join(' ');
}

/** One word of a shell; what refers to a variable of the environment still does. */
function word(value: JsonValue): string {
  const text = typeof value === 'object' ? '' : String(value);
  if (/^[\w./:=,@%+${}-]+$/.test(text)) return text;
  return text.includes('$') ? `"${text.replaceAll(/["\\`]/g, '\\$&')}"` : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function toEnvironment(environment: JsonObject | undefined): JsonValue | undefined {
  const [name, version] = [textAt(environment, 'Name'), textAt(environment, 'Version')];
  if (name !== undefined && version !== undefined) return `azureml:${name}:${version}`;
  const docker = objectAt(environment, 'Docker');
  const base = textAt(docker, 'BaseImage');
  if (base === undefined) return undefined;
  const registry = textAt(objectAt(docker, 'BaseImageRegistry'), 'Address');
  const python = objectAt(environment, 'Python');
  const conda = objectAt(python, 'CondaDependencies');
  const image: [string, JsonValue] = ['image', registry === undefined ? base : `${registry}/${base}`];
  return new Map(conda === undefined ? [image] : [image, ['conda_file', conda]]);
}

function read(object: JsonObject | undefined, key: string): JsonValue | undefined {
  return object?.get(key) ?? object?.get(key.charAt(0).toLowerCase() + key.slice(1)) ?? undefined;
}

function objectAt(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = read(object, key);
  return isJsonObject(value) ? value : undefined;
}

function textAt(object: JsonObject | undefined, key: string): string | undefined {
  const value = read(object, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
