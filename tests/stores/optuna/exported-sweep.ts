import type { Metric } from '@hyperdrive-run/core';
import {
  choice,
  loguniform,
  type ParameterExpression,
  type ParameterSpace,
  quniform,
  randint,
  uniform,
} from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import type { SweepForOptuna } from '@hyperdrive-run/stores';

const space: ParameterSpace = new Map<string, ParameterExpression>([
  ['lr', loguniform(-6, 0)],
  ['momentum', uniform(0, 1)],
  ['units', quniform(16, 128, 16)],
  ['layers', randint(4)],
  ['optimizer', choice('sgd', 'adam')],
]);

/** The hyperparameters of the child at a position. */
export function exportedParameters(at: number): ReadonlyMap<string, JsonValue> {
  return new Map<string, JsonValue>([
    ['lr', Math.exp(-at - 0.5)],
    // Outside of the space, as values that people gave may be.
    ['momentum', at === 3 ? 1.5 : at / 4],
    ['units', 16 * (at + 1)],
    ['layers', at % 4],
    ['optimizer', at % 2 === 0 ? 'sgd' : 'adam'],
    ['free', at === 0 ? 'text' : at],
  ]);
}

/** A sweep of five trials, of which the failed one has the best value and the third the best of the completed ones. */
export function exportedSweep(): SweepForOptuna {
  const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'e' };
  const logged: readonly (readonly Metric[])[] = [
    [scalarMetric('loss', [3, 2])],
    [scalarMetric('loss', [0.5])],
    [scalarMetric('loss', [1.5, Number.NaN, 1])],
    [scalarMetric('loss', [9, 8])],
    [],
  ];
  const statuses = ['Completed', 'Failed', 'Completed', 'Canceled', 'Completed'];
  const children = logged.map((metrics, at) => ({ metrics, status: statuses[at] }));
  const { parent, children: made } = makeSweep({
    scope,
    runId: 'HD_1',
    goal: 'minimize',
    primaryMetricName: 'loss',
    children,
  });
  return {
    record: parent.record,
    primaryMetric: { name: 'loss', goal: 'minimize' },
    space,
    children: made.map(({ record, metrics }, at) => ({
      record,
      hyperparameters: exportedParameters(at),
      metric: metrics[0],
    })),
  };
}
