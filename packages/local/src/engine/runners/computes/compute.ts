import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** What one trial asks a cluster's scheduler for. What is left out is the scheduler's own default. */
export interface ComputeResources {
  /** CPUs of a trial; at least 1, whole. */
  readonly cpus?: number | undefined;
  /** GPUs of a trial; whole. */
  readonly gpus?: number | undefined;
  /** Memory of a trial, in bytes. */
  readonly memoryBytes?: number | undefined;
}

/** A place beyond this machine where trials can run, as somebody added it. Its token is kept apart from it. */
export interface Compute {
  /** What a sweep's `compute` asks for. */
  readonly name: string;
  /** Where it is: its scheme says what runs trials there, such as `ray+http://127.0.0.1:8265`. */
  readonly uri: string;
  /** What a trial asks for whose sweep does not say it. */
  readonly resources: ComputeResources;
  /** A folder that its nodes see under the same path as this machine, absolute. */
  readonly sharedFolder?: string | undefined;
  /** Lines of `sh` that a node runs before a trial's command, such as `module load cuda`. */
  readonly setup: readonly string[];
}

/** A compute as JSON. Options that nobody gave are left out. */
export function computeToJson({ name, uri, resources, sharedFolder, setup }: Compute): JsonObject {
  const given = Object.entries({ ...resources, sharedFolder }).flatMap(([key, value]): [string, string | number][] =>
    value === undefined ? [] : [[key, value]],
  );
  return new Map<string, string | number | readonly string[]>([
    ['name', name],
    ['uri', uri],
    ...given,
    ...(setup.length === 0 ? [] : [['setup', setup] as const]),
  ]);
}

/** Reads what {@link computeToJson} wrote, as a service answers it. `undefined` where it is no compute. */
export function computeFromJson(json: JsonValue): Compute | undefined {
  if (!isJsonObject(json)) return undefined;
  const name = json.get('name');
  const uri = json.get('uri');
  if (typeof name !== 'string' || typeof uri !== 'string') return undefined;
  const sharedFolder = json.get('sharedFolder');
  const setup = json.get('setup');
  return {
    name,
    uri,
    resources: {
      cpus: numberOf(json.get('cpus')),
      gpus: numberOf(json.get('gpus')),
      memoryBytes: numberOf(json.get('memoryBytes')),
    },
    sharedFolder: typeof sharedFolder === 'string' ? sharedFolder : undefined,
    setup: isJsonArray(setup) ? setup.filter((line) => typeof line === 'string') : [],
  };
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
