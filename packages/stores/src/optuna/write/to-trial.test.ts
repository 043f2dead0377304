import type { Metric, RunRecord } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { toDistribution } from './to-distribution.js';
import { ownTags, toTrial } from './to-trial.js';

const startTime = new Date('2026-03-01T10:00:00Z');
const endTime = new Date('2026-03-01T10:05:00Z');

function record(changes: Partial<RunRecord>): RunRecord {
  const none = { hidden: false, tags: new Map(), properties: new Map(), warnings: [] };
  return { runId: 'HD_1_0', status: 'Completed', startTime, endTime, ...none, ...changes };
}

function logged(values: readonly (number | bigint)[], steps?: readonly number[]): Metric {
  const points = values.map((value, index) => ({ value, step: steps?.[index] ?? index }));
  return { kind: 'scalar', name: 'loss', valueType: 'double', points };
}

const loss = { name: 'loss', goal: 'minimize' } as const;

function trialOf(changes: Partial<RunRecord>, metric?: Metric) {
  return toTrial({ record: record(changes), hyperparameters: undefined, metric }, loss, new Map());
}

describe('a child run as a trial of Optuna', () => {
  it.each([
    ['Completed', logged([3, 2]), 'COMPLETE', [2]],
    ['Completed', undefined, 'FAIL', []],
    ['Completed', logged([Number.NaN]), 'FAIL', []],
    ['Failed', logged([3, 2]), 'FAIL', []],
    // What Optuna keeps of a pruned trial is the value at the greatest step, not the best one.
    ['Canceled', logged([2, 3]), 'PRUNED', [3]],
    ['Canceled', logged([2, Number.NaN]), 'PRUNED', []],
    ['Running', logged([2, 3]), 'RUNNING', []],
  ])('%s has the state and the value that Optuna wants of it', (status, metric, state, values) => {
    expect(trialOf({ status }, metric)).toMatchObject({ state, values });
  });

  it('waits where it has not begun', () => {
    const trial = trialOf({ status: 'Queued', startTime: undefined, endTime: undefined });
    expect(trial).toMatchObject({ state: 'WAITING', start: undefined, complete: undefined });
  });

  it('is never complete where its search ruled it out: it would be the best of the study', () => {
    const searchTrial = { tool: 'optuna', number: 0, goals: ['minimize'], outcome: 'infeasible' } as const;
    expect(trialOf({ searchTrial }, logged([1])).state).toBe('FAIL');
  });

  it('has its values by their steps, and by their position where steps repeat', () => {
    expect(trialOf({}, logged([3, 2, 1], [0, 10, 20])).intermediates).toEqual(
      new Map([
        [0, 3],
        [10, 2],
        [20, 1],
      ]),
    );
    expect(trialOf({}, logged([3, 2, 1], [5, 5, 5])).intermediates).toEqual(
      new Map([
        [0, 3],
        [1, 2],
        [2, 1],
      ]),
    );
    expect(trialOf({}, logged([3])).intermediates).toEqual(new Map());
  });

  it('keeps its id, its status and the tags that people gave, and each value under its distribution', () => {
    const tags = new Map([
      ['owner', 'ada'],
      ['hyperparameters', '{}'],
      ['_aml_system_x', '1'],
    ]);
    const hyperparameters = new Map<string, JsonValue>([
      ['optimizer', 'adam'],
      ['unknown', 1],
    ]);
    const distribution = toDistribution(undefined, ['sgd', 'adam']);
    const child = { record: record({ tags }), hyperparameters, metric: logged([1]) };
    const trial = toTrial(child, loss, new Map([['optimizer', distribution]]));
    expect(trial.parameters).toEqual([{ name: 'optimizer', internal: 1, distributionJson: distribution.json }]);
    expect(trial.userAttributes).toEqual(
      new Map([
        ['owner', 'ada'],
        ['hyperdrive:run_id', 'HD_1_0'],
        ['hyperdrive:status', 'Completed'],
      ]),
    );
    expect(ownTags({ tags })).toEqual([['owner', 'ada']]);
  });
});
