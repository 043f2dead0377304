import type { MetricCell, ScalarMetric } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import type { ChartData, ChartTrial } from '../data/chart-data.js';

/** Names that would be markup if they were not escaped, and some that are none. */
export const hostileNames = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '__proto__',
  'constructor',
  '&amp;',
  ']]>',
  '\u0000\ud800\u202e',
  'loss',
] as const;

const name = fc.oneof(fc.constantFrom(...hostileNames), fc.string());

const cell: fc.Arbitrary<MetricCell> = fc.oneof(
  { weight: 6, arbitrary: fc.double() },
  { weight: 3, arbitrary: fc.integer({ min: -5, max: 5 }) },
  fc.constantFrom(null, true, 'text', 2n ** 70n),
);

const parameter: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 4, arbitrary: fc.double() },
  fc.integer(),
  fc.boolean(),
  fc.string(),
  fc.constantFrom(null, 2n ** 60n),
);

const time = fc.option(fc.date({ noInvalidDate: true }), { nil: undefined });

const trialParts = fc.record({
  status: fc.constantFrom('Completed', 'Failed', 'Canceled', 'Running', 'Queued'),
  values: fc.option(fc.array(fc.record({ value: cell, step: fc.option(fc.double(), { nil: undefined }), time })), {
    nil: undefined,
  }),
  numbers: fc.tuple(fc.double({ min: 1e-6, max: 1 }), fc.integer({ min: 0, max: 9 })),
  words: fc.array(fc.tuple(name, parameter), { maxLength: 3 }),
  startTime: time,
  endTime: time,
});

function scalar(name_: string, points: ScalarMetric['points']): ScalarMetric {
  return { kind: 'scalar', name: name_, valueType: 'double', points };
}

/** Trials of every kind: values that cannot be drawn, names that are markup, hyperparameters that only some have. */
export const arbitraryChartData: fc.Arbitrary<ChartData> = fc
  .record({
    metric: name,
    goal: fc.constantFrom('maximize' as const, 'minimize' as const),
    scope: fc.constantFrom('best' as const, 'last' as const, 'average' as const),
    parts: fc.array(trialParts, { maxLength: 30 }),
  })
  .map(({ metric, goal, scope, parts }) => {
    const trials = parts.map(({ values, numbers: [lr, layers], words, ...times }, number): ChartTrial => {
      return {
        ...times,
        runId: `HD_1_${number}`,
        parentRunId: 'HD_1',
        hyperparameters: new Map<string, JsonValue>([['lr', lr], ['layers', layers], ...words]),
        metrics: new Map(values === undefined ? [] : [[metric, scalar(metric, values)]]),
      };
    });
    return { trials, metric, goal, scope, chosen: trials.slice(0, 2).map(({ runId }) => runId) };
  });
