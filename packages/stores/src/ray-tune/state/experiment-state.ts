import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { textField, timeField } from './json-fields.js';
import { numberOfTrial, readTrialState, type TrialState } from './trial-state.js';

/** An experiment as its state file has it. */
export interface ExperimentState {
  readonly startTime: Date | undefined;
  /** The metric that it was run with. Its goal is in pickles alone. */
  readonly metric: string | undefined;
  /** In listing order: the one that was made last comes first, whatever the order of the file. */
  readonly trials: readonly TrialState[];
}

/**
 * Reads the text of a state file.
 * @throws SyntaxError where it is no JSON, or its trials are none, as in a file that was cut
 */
export function readExperimentState(text: string): ExperimentState {
  const root = parseJson(text);
  const entries = isJsonObject(root) ? root.get('trial_data') : undefined;
  if (!isJsonObject(root) || !isJsonArray(entries)) throw new SyntaxError('It has no list "trial_data".');
  const runner = objectOf(root.get('runner_data'));
  const trials = entries.flatMap((entry) => readTrialState(entry) ?? []);
  return {
    startTime: timeField(objectOf(root.get('stats')), 'start_time'),
    metric: textField(runner, '_metric'),
    trials: trials.toSorted((a, b) => numberOfTrial(b.id) - numberOfTrial(a.id)),
  };
}

function objectOf(value: JsonValue | undefined): ReadonlyMap<string, JsonValue> {
  return isJsonObject(value) ? value : new Map();
}
