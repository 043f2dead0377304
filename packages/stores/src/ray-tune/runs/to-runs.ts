import { isTerminalStatus, type PrimaryMetric, type RunRecord } from '@hyperdrive-run/core';
import { statusOfRuns } from '@hyperdrive-run/core/internal';
import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { writeExactly } from '../../optuna/model/exact-text.js';
import type { ExperimentState } from '../state/experiment-state.js';
import { withoutPickles } from '../state/pickled-value.js';
import type { TrialState } from '../state/trial-state.js';
import { runStatusOf } from './run-status-of.js';

/** What is known of an experiment beside its state. */
export interface ExperimentFacts {
  /** The folder's name: the sweep's id, and that of its experiment. */
  readonly name: string;
  /** By what it is judged: the metric may be that of the state, the goal is the caller's. */
  readonly primaryMetric: PrimaryMetric | undefined;
  /** When its state was written last. */
  readonly writtenTime: Date;
}

/** The experiment as a sweep. Its state says nothing of how it ended: it has ended where all of its trials have. */
export function toSweep(state: ExperimentState, { name, primaryMetric, writtenTime }: ExperimentFacts): RunRecord {
  const { startTime, trials, metric } = state;
  const status = statusOfRuns(trials.map((trial) => runStatusOf(trial.status)));
  const ends = trials.flatMap((trial) => trial.lastResultTime?.getTime() ?? []);
  const hasEnded = isTerminalStatus(status);
  const latest = ends.length === 0 ? writtenTime : new Date(ends.reduce((a, b) => Math.max(a, b)));
  return {
    runId: name,
    rootRunId: name,
    status,
    experimentName: name,
    runType: 'hyperdrive',
    hidden: false,
    tags: new Map(),
    properties: new Map([
      ['ray_tune', 'experiment'],
      ...(metric === undefined ? [] : [['ray_tune.metric', metric] as const]),
    ]),
    primaryMetric,
    createdTime: startTime,
    startTime,
    endTime: hasEnded ? latest : undefined,
    warnings: hasEnded ? [] : [stillUnfinished(writtenTime)],
  };
}

function stillUnfinished(writtenTime: Date): string {
  return `Ray Tune does not write down that an experiment was killed: this one may have ended, its state was written last at ${writtenTime.toISOString()}.`;
}

/** What is known of a trial beside its state. */
export interface TrialFacts {
  /** The experiment's name. */
  readonly experiment: string;
  /** What its `params.json` says, where that was asked: Ray writes as text or number there what the state has as a pickle. */
  readonly params: JsonObject | undefined;
  /** Why it failed. */
  readonly reason: string | undefined;
}

/** A trial as a child run. */
export function toChild(trial: TrialState, { experiment, params, reason }: TrialFacts): RunRecord {
  const { id, startTime, lastResultTime, folder, tag } = trial;
  const status = runStatusOf(trial.status);
  const config = withoutPickles(trial.config, params);
  const texts: readonly (readonly [name: string, text: string | undefined])[] = [
    ['ray_tune.folder', folder],
    ['ray_tune.experiment_tag', tag],
    ['ray_tune.config', isJsonObject(config) && config.size > 0 ? writeExactly(config) : undefined],
    ['ray_tune.failures', trial.failures === 0 ? undefined : String(trial.failures)],
  ];
  const hyperparameters = hyperparametersOf(trial, params);
  return {
    runId: id,
    parentRunId: experiment,
    rootRunId: experiment,
    status,
    experimentName: experiment,
    runType: 'ray-tune.trial',
    displayName: trial.trainable === undefined ? undefined : `${trial.trainable}_${id}`,
    hidden: false,
    tags: new Map(hyperparameters.size === 0 ? [] : [['hyperparameters', writeExactly(hyperparameters)]]),
    properties: new Map(texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]))),
    startTime,
    createdTime: startTime,
    endTime: isTerminalStatus(status) ? lastResultTime : undefined,
    error: status === 'Failed' ? { message: reason } : undefined,
    warnings: [],
  };
}

/**
 * What varied, with nested names joined by `/` as Ray has it; the whole config, constants too, where nothing did. Values of
 * `sample_from` are in the config alone.
 */
function hyperparametersOf({ evaluated, config }: TrialState, params: JsonObject | undefined): JsonObject {
  const flatParams = params && flatten(params);
  if (evaluated.size === 0) {
    const all = withoutPickles(config, params);
    return isJsonObject(all) ? flatten(all) : new Map();
  }
  return new Map([...evaluated].map(([name, value]) => [name, withoutPickles(value, flatParams?.get(name))]));
}

function flatten(object: JsonObject, prefix = ''): JsonObject {
  const flat = new Map<string, JsonValue>();
  for (const [name, value] of object) {
    if (isJsonObject(value) && value.size > 0) {
      for (const [inner, item] of flatten(value, `${prefix}${name}/`)) flat.set(inner, item);
    } else flat.set(prefix + name, value);
  }
  return flat;
}
