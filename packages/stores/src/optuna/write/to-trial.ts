import {
  type Hyperparameters,
  isTerminalStatus,
  type Metric,
  type PrimaryMetric,
  type RunRecord,
  readMetric,
} from '@hyperdrive-run/core';
import { systemTagPrefix } from '@hyperdrive-run/core/internal';
import type { JsonValue } from '@hyperdrive-run/core/json';
import type { OptunaState } from '../model/optuna-model.js';
import type { TrialToWrite } from './study-writer.js';
import type { WrittenDistribution } from './to-distribution.js';

/** A child run with what a trial is made of. */
export interface ChildForOptuna {
  readonly record: RunRecord;
  readonly hyperparameters: Hyperparameters | undefined;
  /** What it logged of the primary metric; `undefined` where it logged nothing. */
  readonly metric: Metric | undefined;
}

/**
 * A child run as a trial. Completed is COMPLETE where it has a value, which Optuna wants of such a trial, else FAIL. Failed is
 * FAIL, which keeps no value; Canceled is PRUNED; what has not begun waits, all else runs. The run's id and status are kept
 * as user attributes.
 */
export function toTrial(
  { record, hyperparameters = new Map(), metric }: ChildForOptuna,
  { goal }: PrimaryMetric,
  distributions: ReadonlyMap<string, WrittenDistribution>,
): TrialToWrite {
  const reading = readMetric(metric, goal);
  const best = reading.kind === 'value' ? reading.value : undefined;
  const state = stateOf(record, best !== undefined);
  const intermediates = intermediatesOf(metric);
  const { startTime, endTime, status, runId } = record;
  return {
    state,
    start: state === 'WAITING' ? undefined : (startTime ?? endTime),
    complete: isTerminalStatus(status) ? (endTime ?? startTime) : undefined,
    values: valuesOf(state, best, intermediates),
    parameters: [...hyperparameters].flatMap(([name, value]) => {
      const distribution = distributions.get(name);
      if (distribution === undefined) return [];
      return [{ name, internal: distribution.internalOf(value), distributionJson: distribution.json }];
    }),
    intermediates,
    userAttributes: new Map<string, JsonValue>([
      ...ownTags(record),
      ['hyperdrive:run_id', runId],
      ['hyperdrive:status', status],
    ]),
  };
}

function stateOf({ status, startTime, searchTrial }: RunRecord, hasValue: boolean): OptunaState {
  // A completed trial that its search ruled out would be Optuna's best one.
  if (status === 'Completed') return hasValue && searchTrial?.outcome !== 'infeasible' ? 'COMPLETE' : 'FAIL';
  if (status === 'Failed') return 'FAIL';
  if (status === 'Canceled') return 'PRUNED';
  return startTime === undefined ? 'WAITING' : 'RUNNING';
}

/** Optuna keeps of a pruned trial the value at the greatest step. */
function valuesOf(
  state: OptunaState,
  best: number | undefined,
  intermediates: ReadonlyMap<number, number>,
): readonly number[] {
  const value = state === 'PRUNED' ? intermediates.get(Math.max(...intermediates.keys())) : best;
  const isKept = state === 'COMPLETE' || state === 'PRUNED';
  return isKept && value !== undefined && !Number.isNaN(value) ? [value] : [];
}

/**
 * What was logged on the way: none where it is one value alone. By its steps where each value has one of its own, else by its
 * position.
 */
function intermediatesOf(metric: Metric | undefined): ReadonlyMap<number, number> {
  if (metric?.kind !== 'scalar' || metric.points.length < 2) return new Map();
  const points = metric.points.flatMap(({ value, step }, index) => {
    const number = typeof value === 'bigint' ? Number(value) : value;
    return typeof number === 'number' ? [{ number, step, index }] : [];
  });
  const areSteps =
    new Set(points.map(({ step }) => step)).size === points.length &&
    points.every(({ step }) => Number.isSafeInteger(step));
  return new Map(points.map(({ number, step, index }) => [areSteps ? (step ?? index) : index, number]));
}

/** The tags that people gave: those of the service say nothing elsewhere. */
export function ownTags({ tags }: Pick<RunRecord, 'tags'>): readonly (readonly [string, string])[] {
  return [...tags].filter(([name]) => !name.startsWith(systemTagPrefix) && name !== 'hyperparameters');
}
