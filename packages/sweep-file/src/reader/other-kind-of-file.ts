import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { type FilePath, formatFilePath } from './file-path.js';

/** What a file is, where it is no sweep file. */
export interface OtherKindOfFile {
  /** The key that shows it. */
  readonly path: FilePath;
  /** What it is and what to do with it. */
  readonly kind: string;
}

/**
 * Finds out that a file is of another kind: everything else that could be said of it would only follow from that.
 * `undefined` for a sweep file, be it a wrong one.
 */
export function findOtherKind(root: JsonObject): OtherKindOfFile | undefined {
  return findPipeline(root) ?? findWandbSweep(root) ?? findOlderSweep(root) ?? findOtherJob(root);
}

function findPipeline(root: JsonObject): OtherKindOfFile | undefined {
  const isPipeline = wordOf(root.get('type')) === 'pipeline' || /pipeline/i.test(schemaOf(root));
  if (!isPipeline && !isJsonObject(root.get('jobs'))) return undefined;
  const jobs = root.get('jobs');
  const step = isJsonObject(jobs)
    ? [...jobs].find(([, job]) => isJsonObject(job) && job.has('search_space'))
    : undefined;
  const where = step === undefined ? 'a step of it' : formatFilePath(['jobs', step[0]]);
  return {
    path: root.has('type') ? ['type'] : ['jobs'],
    kind: `a pipeline, no sweep: put ${where} into a file of its own, with type: sweep and values for its inputs`,
  };
}

function findWandbSweep(root: JsonObject): OtherKindOfFile | undefined {
  if (root.has('type') || root.has('trial') || !isJsonObject(root.get('parameters'))) return undefined;
  if (!root.has('method') && !root.has('program')) return undefined;
  return {
    path: [root.has('method') ? 'method' : 'program'],
    kind: 'a sweep of Weights & Biases: here it is type: sweep, with trial.command for program, sampling_algorithm for method, search_space for parameters, objective for metric and limits.max_total_trials for run_cap',
  };
}

/** The previews of Azure ML's second client had `sampling`, `algorithm`, `spec` and `local_path`. */
function findOlderSweep(root: JsonObject): OtherKindOfFile | undefined {
  const found: (readonly [FilePath, string])[] = [];
  const look = (path: FilePath, now: string): void => {
    if (valueAt(root, path) !== undefined) found.push([path, now]);
  };
  if (!root.has('sampling_algorithm')) {
    look(['sampling'], 'sampling_algorithm');
    look(['algorithm'], 'sampling_algorithm');
  }
  for (const name of keysOf(root.get('search_space'))) look(['search_space', name, 'spec'], 'type');
  look(['trial', 'code', 'local_path'], 'trial.code: the path itself');
  look(['code', 'local_path'], 'trial.code: the path itself');
  for (const name of keysOf(root.get('inputs'))) {
    look(['inputs', name, 'local_path'], 'path');
    look(['inputs', name, 'data', 'local_path'], 'path');
  }
  const [first] = found;
  if (first === undefined || !(root.has('search_space') || root.has('trial'))) return undefined;
  for (const key of ['max_total_trials', 'max_concurrent_trials', 'timeout', 'trial_timeout'])
    look([key], `limits.${key}`);
  const changes = found.map(([path, now]) => `${formatFilePath(path)} (now ${now})`).join(', ');
  return { path: first[0], kind: `a sweep file of an older form, which Azure ML no longer takes: it has ${changes}` };
}

function findOtherJob(root: JsonObject): OtherKindOfFile | undefined {
  // With one of these it is a sweep file, with a wrong type or without one.
  if (root.has('trial') || root.has('search_space') || root.has('objective')) return undefined;
  const type = wordOf(root.get('type'));
  const isCommand = type === 'command' || (type === undefined && typeof root.get('command') === 'string');
  const path: FilePath = [root.has('type') ? 'type' : 'command'];
  if (isCommand) {
    const isComponent = /component/i.test(schemaOf(root)) || root.has('version') || declaresInputs(root.get('inputs'));
    const kind = isComponent
      ? 'a component, no sweep: name it in a sweep file as trial: ./FILE, beside search_space, objective and limits'
      : 'a job of one command, no sweep: a sweep file has that command under trial, beside search_space, objective and limits';
    return { path, kind };
  }
  if (type === undefined) return hasKeyOfSweep(root) ? undefined : { path: [], kind: noSweep };
  if (type === 'sweep') return undefined;
  return { path, kind: `of type ${JSON.stringify(type)}, no sweep: a sweep file has type: sweep` };
}

const noSweep = 'no sweep file: it has no type: sweep, and no trial, search_space, objective or limits';

/** Also in camelCase, and older words for some: such a file is a sweep file in which these are to be corrected. */
function hasKeyOfSweep(root: JsonObject): boolean {
  const words = ['trial', 'searchspace', 'objective', 'limits', 'samplingalgorithm', 'earlytermination'];
  return [...root.keys()].some((key) => words.includes(key.replaceAll('_', '').toLowerCase()));
}

/** A job gives its inputs values, a component says what they take. */
function declaresInputs(inputs: JsonValue | undefined): boolean {
  const simple = ['integer', 'number', 'string', 'boolean'];
  return keysOf(inputs).some((name) => {
    const input = isJsonObject(inputs) ? inputs.get(name) : undefined;
    if (!isJsonObject(input)) return false;
    return input.has('default') || input.has('optional') || simple.includes(wordOf(input.get('type')) ?? '');
  });
}

function valueAt(value: JsonValue | undefined, path: FilePath): JsonValue | undefined {
  let found = value;
  for (const step of path) found = isJsonObject(found) ? found.get(String(step)) : undefined;
  return found ?? undefined;
}

function keysOf(value: JsonValue | undefined): readonly string[] {
  return isJsonObject(value) ? [...value.keys()] : [];
}

function schemaOf(root: JsonObject): string {
  const schema = root.get('$schema');
  return typeof schema === 'string' ? schema.slice(schema.lastIndexOf('/') + 1) : '';
}

function wordOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}
