import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { textField } from './json-fields.js';
import { isPlainObject, parsePlainly } from './plain-json.js';

/** A trial as the state file of its experiment has it. */
export interface TrialState {
  /** Such as `80898_00001`: the digits at the end count the trials in the order in which they were made. */
  readonly id: string;
  /** In Ray's words. */
  readonly status: string;
  /** Its folder below that of the experiment. Its name cannot be made from the id: Ray cuts and rewrites it. */
  readonly folder: string | undefined;
  readonly trainable: string | undefined;
  readonly tag: string | undefined;
  /** All that the trial was called with, constants too. */
  readonly config: JsonObject;
  /** What varied, with names like `opt/lr`. */
  readonly evaluated: JsonObject;
  readonly startTime: Date | undefined;
  readonly lastResultTime: Date | undefined;
  readonly failures: number;
  /** The name of the file that says why it failed. */
  readonly errorFile: string | undefined;
  /** Its last report. It is long and seldom needed, so it is read when it is asked for. */
  readonly lastResult: () => JsonObject;
}

/**
 * Reads an entry of `trial_data`: two texts, each of which is JSON again, with Python's NaN in it.
 * @returns `undefined` for what is no trial
 * @throws SyntaxError where a text is no JSON
 */
export function readTrialState(entry: JsonValue): TrialState | undefined {
  if (!Array.isArray(entry)) return undefined;
  const definition = objectOf(entry[0]);
  const id = textField(definition, 'trial_id');
  if (id === undefined) return undefined;
  return {
    id,
    status: textField(definition, 'status') ?? 'PENDING',
    folder: textField(definition, 'relative_logdir'),
    trainable: textField(definition, 'trainable_name'),
    tag: textField(definition, 'experiment_tag'),
    config: objectField(definition, 'config'),
    evaluated: objectField(definition, 'evaluated_params'),
    ...readRuntime(entry[1]),
  };
}

/** The second text is the longer one by far, with averages of all metrics: of most trials four fields of it are used. */
function readRuntime(
  value: JsonValue | undefined,
): Pick<TrialState, 'startTime' | 'lastResultTime' | 'failures' | 'errorFile' | 'lastResult'> {
  const plain = typeof value === 'string' ? parsePlainly(value) : undefined;
  const exact = isPlainObject(plain) ? undefined : objectOf(value);
  const field = (name: string): unknown => (isPlainObject(plain) ? plain[name] : exact?.get(name));
  const failures = field('num_failures');
  const errorFile = field('error_filename');
  return {
    startTime: timeOf(field('start_time')),
    lastResultTime: timeOf(field('last_result_time')),
    failures: typeof failures === 'number' ? failures : 0,
    errorFile: typeof errorFile === 'string' && errorFile !== '' ? errorFile : undefined,
    lastResult: () => objectField(objectOf(value), 'last_result'),
  };
}

/** Seconds since 1970; Ray writes `-Infinity` for a time that never came. */
function timeOf(seconds: unknown): Date | undefined {
  return typeof seconds === 'number' && Number.isFinite(seconds) ? new Date(seconds * 1000) : undefined;
}

/** How many trials were made before: the digits at the end of the id. Ids of another form come before all others. */
export function numberOfTrial(id: string): number {
  const digits = /_(\d+)$/.exec(id)?.[1];
  return digits === undefined ? -1 : Number(digits);
}

function objectOf(value: JsonValue | undefined): JsonObject {
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  return isJsonObject(parsed) ? parsed : new Map();
}

function objectField(object: JsonObject, name: string): JsonObject {
  const value = object.get(name);
  return isJsonObject(value) ? value : new Map();
}
