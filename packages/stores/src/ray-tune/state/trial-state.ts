import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { numberField, textField, timeField } from './json-fields.js';

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
  readonly lastResult: JsonObject;
}

/**
 * Reads an entry of `trial_data`: two texts, each of which is JSON again, with Python's NaN in it.
 * @returns `undefined` for what is no trial
 * @throws SyntaxError where a text is no JSON
 */
export function readTrialState(entry: JsonValue): TrialState | undefined {
  if (!Array.isArray(entry)) return undefined;
  const [definition, runtime] = [objectOf(entry[0]), objectOf(entry[1])];
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
    startTime: timeField(runtime, 'start_time'),
    lastResultTime: timeField(runtime, 'last_result_time'),
    failures: numberField(runtime, 'num_failures') ?? 0,
    errorFile: textField(runtime, 'error_filename'),
    lastResult: objectField(runtime, 'last_result'),
  };
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
