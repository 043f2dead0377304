import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PrimaryMetric, PrimaryMetricGoal, RunRecord } from '@hyperdrive-run/core';
import { isJsonObject, type JsonObject, parseJson } from '@hyperdrive-run/core/json';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { asStoreError } from './files/file-failure.js';
import { knownByStamp } from './files/known-by-stamp.js';
import { failureReason } from './runs/failure-reason.js';
import { toChild, toSweep } from './runs/to-runs.js';
import type { ExperimentState } from './state/experiment-state.js';
import { findStateFile } from './state/find-state-file.js';
import { loadState } from './state/load-state.js';
import { containsPickled } from './state/pickled-value.js';
import type { TrialState } from './state/trial-state.js';

/** By what the trials of an experiment are judged. Ray writes the goal down in pickles alone, which are never read. */
export interface RayTuneJudgement {
  /** The metric; the one that the experiment was run with where it is left out. */
  readonly metric?: string | undefined;
  /** Whether more of the metric is better, or less. Without it the experiment has no primary metric. */
  readonly goal?: PrimaryMetricGoal | undefined;
}

/** An experiment at one moment. */
export interface Look {
  readonly sweep: RunRecord;
  /** By id, in listing order. */
  readonly trials: ReadonlyMap<string, TrialState>;
}

/** The folder of an experiment. */
export interface ExperimentFolder {
  /** The experiment's name, which is the folder's. */
  readonly name: string;
  /** What its state file says now. What was read of one that has not changed is remembered. */
  readonly look: (options: CallOptions) => Promise<Look>;
  /** A trial as a run, with what the files of its own folder add to its state. */
  readonly childOf: (trial: TrialState, options: CallOptions) => Promise<RunRecord>;
  /** The folder of a trial, where its state names one. */
  readonly folderOf: (trial: TrialState | undefined) => string | undefined;
}

/** Reads the folder of an experiment. */
export function experimentFolder(folder: string, judgement: RayTuneJudgement): ExperimentFolder {
  const name = path.basename(folder);
  const states = knownByStamp<Look>();

  async function readLook(file: string, options: CallOptions): Promise<Look> {
    const state = await loadState(file, options);
    const { mtime: writtenTime } = await stat(file);
    const sweep = toSweep(state, { name, primaryMetric: primaryMetricOf(state, judgement), writtenTime });
    return { sweep, trials: new Map(state.trials.map((trial) => [trial.id, trial])) };
  }

  const folderOf = (trial: TrialState | undefined): string | undefined =>
    trial?.folder === undefined || leadsOut(trial.folder) ? undefined : path.join(folder, trial.folder);

  return {
    name,
    folderOf,
    async look(options) {
      const file = await findStateFile(folder);
      try {
        return await states.get(file, () => readLook(file, options));
      } catch (error) {
        options.signal?.throwIfAborted();
        throw asStoreError(error, file);
      }
    },
    async childOf(trial, options) {
      const at = folderOf(trial);
      if (at === undefined) return toChild(trial, { experiment: name, params: undefined, reason: undefined });
      const isUnsaid = containsPickled(trial.config) || containsPickled(trial.evaluated);
      const params = isUnsaid ? await readParams(path.join(at, 'params.json'), options) : undefined;
      const hasFailed = trial.status === 'ERROR';
      const text = hasFailed ? await readOptional(path.join(at, trial.errorFile ?? 'error.txt'), options) : undefined;
      return toChild(trial, { experiment: name, params, reason: text === undefined ? undefined : failureReason(text) });
    },
  };
}

function primaryMetricOf({ metric }: ExperimentState, judgement: RayTuneJudgement): PrimaryMetric | undefined {
  const name = judgement.metric ?? metric;
  return name === undefined || judgement.goal === undefined ? undefined : { name, goal: judgement.goal };
}

/** A state file that somebody wrote by hand could name any folder. */
function leadsOut(folder: string): boolean {
  return path.isAbsolute(folder) || folder.split(/[\\/]/).includes('..');
}

async function readParams(file: string, options: CallOptions): Promise<JsonObject | undefined> {
  const text = await readOptional(file, options);
  if (text === undefined) return undefined;
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What adds to a trial and is not needed to read it. */
async function readOptional(file: string, { signal }: CallOptions): Promise<string | undefined> {
  try {
    return await readFile(file, { encoding: 'utf8', signal });
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}
