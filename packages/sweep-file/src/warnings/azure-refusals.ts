import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { SweepTarget } from '@hyperdrive-run/core/ports';
import type { FilePath } from '../reader/file-path.js';
import type { FileReader } from '../reader/file-reader.js';
import type { TrialSource } from '../trial/trial-source.js';
import { findRefusedPlaces } from './azure-refused-places.js';

/**
 * Warns of what the target runs, but what Azure ML's own client refuses before it sends anything. Found with azure-ai-ml
 * 1.35.2. What the target refuses too, and keys that are passed over, have messages of their own; a missing environment
 * has none, as not every target needs one.
 */
export function warnOfAzureRefusals(
  reader: FileReader,
  root: JsonObject,
  trial: TrialSource,
  target: SweepTarget,
): void {
  const warn = (path: FilePath, why: string): void =>
    reader.warn(
      { path, value: undefined },
      `is no fault for ${target.name}, but Azure ML's own client refuses this: ${why}`,
    );

  const type = root.get('type');
  if (typeof type === 'string' && type !== 'sweep') warn(['type'], 'it takes "sweep" in small letters');
  if (typeof root.get('trial') === 'string') warn(['trial'], 'it takes a mapping for a trial, and no file');
  if (!trial.isComponent) {
    for (const key of trial.map?.keys() ?? []) {
      if (!keysOfTrial.includes(key)) warn([...trial.path, key], `its trials have no ${key}`);
    }
  }
  for (const section of ['search_space', 'inputs']) {
    for (const name of keysOf(root.get(section))) {
      if (!/^[A-Za-z_]\w*$/.test(name)) warn([section, name], 'its names are letters, digits and _, no digit first');
    }
  }
  for (const section of ['tags', 'properties']) {
    for (const [name, value] of entriesOf(root.get(section))) {
      if (typeof value !== 'string' && value !== null) warn([section, name], 'it takes text, so put it into quotes');
    }
  }
  for (const [name, expression] of entriesOf(root.get('search_space'))) {
    const values = isJsonObject(expression) ? expression.get('values') : undefined;
    for (const [index, value] of (isJsonArray(values) ? values : []).entries()) {
      const isTaken = value !== null && typeof value !== 'boolean' && !isJsonArray(value);
      if (!isTaken) warn(['search_space', name, 'values', index], 'its choices are numbers, text or mappings');
    }
  }
  const sampling = root.get('sampling_algorithm');
  const isBayesian = isJsonObject(sampling) && isWord(sampling.get('type'), 'bayesian');
  if (isBayesian && sampling.has('seed')) warn(['sampling_algorithm', 'seed'], 'it takes none for bayesian');
  const policy = root.get('early_termination');
  const isNone = isJsonObject(policy) && isWord(policy.get('type'), 'none');
  if (isNone) warn(['early_termination', 'type'], 'without early termination the key is left out there');
  warnOfEmptyKeys(root, warn);
  for (const [path, why] of findRefusedPlaces(root, [])) warn(path, why);
  if (trial.isComponent) return;
  for (const [path, why] of findRefusedPlaces(trial.map ?? new Map(), trial.path)) warn(path, why);
  for (const [key, value] of trial.map ?? []) if (value === null) warn([...trial.path, key], leaveOut);
}

const keysOfTrial: readonly string[] = [
  'command',
  'code',
  'environment',
  'environment_variables',
  'distribution',
  'resources',
];

const leaveOut = 'a key without a value is to be left out there';

/** Only outputs, tags, properties and environment variables may be without a value. */
function warnOfEmptyKeys(root: JsonObject, warn: (path: FilePath, why: string) => void): void {
  for (const [key, value] of root) {
    // Of a number of trials that is not given another warning says that it must be.
    if (value === null && key !== 'limits') warn([key], leaveOut);
    if (!['limits', 'sampling_algorithm', 'early_termination'].includes(key)) continue;
    for (const [inner, item] of entriesOf(value)) {
      if (item === null && inner !== 'max_total_trials') warn([key, inner], leaveOut);
    }
  }
}

function isWord(value: JsonValue | undefined, word: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === word;
}

function keysOf(value: JsonValue | undefined): readonly string[] {
  return entriesOf(value).map(([key]) => key);
}

function entriesOf(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isJsonObject(value) ? [...value] : [];
}
