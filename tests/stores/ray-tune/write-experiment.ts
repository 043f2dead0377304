import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';

/** A trial as Ray would write it; what is left out is made up. */
export interface WrittenTrial {
  readonly id: string;
  /** Default TERMINATED. */
  readonly status?: string | undefined;
  /** What varied. */
  readonly evaluated?: JsonObject | undefined;
  readonly config?: JsonObject | undefined;
  /** Its reports, the lines of its `result.json`; no such file where there are none. */
  readonly results?: readonly JsonObject[] | undefined;
  readonly lastResult?: JsonObject | undefined;
  /** The text of its `error.txt`. */
  readonly error?: string | undefined;
  /** In seconds since 1970. */
  readonly startTime?: number | undefined;
  /** Further files in its folder, name to content. */
  readonly files?: ReadonlyMap<string, string> | undefined;
}

export interface WrittenExperiment {
  readonly trials: readonly WrittenTrial[];
  readonly metric?: string | undefined;
  /** The part of the state file's name that tells sessions apart. */
  readonly session?: string | undefined;
  /** In seconds since 1970. */
  readonly startTime?: number | undefined;
}

/** The folder of a trial, whose name Ray cuts: it is not the id alone. */
export function folderOfTrial(id: string): string {
  return `train_${id.replaceAll(/[^\w]/g, '_')}_cut`;
}

/** An object as JSON has it. */
export function object(entries: Readonly<Record<string, JsonValue>>): JsonObject {
  return new Map(Object.entries(entries));
}

/** Writes the folder of an experiment with the files that Ray Tune writes, in the form of ray 2.60. */
export async function writeExperiment(folder: string, experiment: WrittenExperiment): Promise<void> {
  const { trials, metric = null, session = '2026-01-12_08-00-00', startTime = 1_768_204_800 } = experiment;
  await mkdir(folder, { recursive: true });
  for (const trial of trials) await writeTrial(path.join(folder, folderOfTrial(trial.id)), trial);
  const state = object({
    trial_data: trials.map((trial) => [pythonJson(definitionOf(trial)), pythonJson(runtimeOf(trial))]),
    runner_data: object({ _metric: metric }),
    stats: object({ start_time: startTime }),
  });
  await writeFile(path.join(folder, `experiment_state-${session}.json`), pythonJson(state));
}

function definitionOf({
  id,
  status = 'TERMINATED',
  evaluated = new Map(),
  config = evaluated,
}: WrittenTrial): JsonObject {
  return object({
    stub: false,
    trainable_name: 'train',
    trial_id: id,
    status,
    config,
    evaluated_params: evaluated,
    experiment_tag: `0_${id}`,
    relative_logdir: folderOfTrial(id),
  });
}

function runtimeOf(trial: WrittenTrial): JsonObject {
  const last = trial.results?.at(-1);
  return object({
    start_time: trial.startTime ?? null,
    num_failures: trial.error === undefined ? 0 : 1,
    error_filename: trial.error === undefined ? null : 'error.txt',
    last_result: trial.lastResult ?? last ?? new Map(),
    last_result_time: last?.get('timestamp') ?? Number.NEGATIVE_INFINITY,
    metric_analysis: new Map(),
  });
}

async function writeTrial(folder: string, { results, error, files = new Map() }: WrittenTrial): Promise<void> {
  await mkdir(folder, { recursive: true });
  const lines = results?.map((result) => `${pythonJson(result)}\n`).join('');
  const all = new Map(files);
  if (lines !== undefined) all.set('result.json', lines);
  if (error !== undefined) all.set('error.txt', error);
  for (const [name, content] of all) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** JSON as Python writes it: NaN and the infinities are bare words. */
function pythonJson(value: JsonValue): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (isJsonArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (!isJsonObject(value)) return writeJson(value);
  return `{${[...value].map(([name, item]) => `${JSON.stringify(name)}: ${pythonJson(item)}`).join(', ')}}`;
}
