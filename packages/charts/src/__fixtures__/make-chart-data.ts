import type { Metric } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import type { ChartData, ChartTrial } from '../data/chart-data.js';

/** Trials with these values of a metric, or with none; with hyperparameters and times that follow from their number. */
export function makeChartData(
  values: readonly (number | readonly number[] | undefined)[],
  hyperparameters: (number: number) => readonly (readonly [string, JsonValue])[] = (number) => [['lr', 10 ** -number]],
): ChartData {
  const trials = values.map((value, number): ChartTrial => {
    const logged = value === undefined ? [] : typeof value === 'number' ? [value] : value;
    const metric: Metric = {
      kind: 'scalar',
      name: 'accuracy',
      valueType: 'double',
      points: logged.map((one) => ({ value: one })),
    };
    return {
      runId: `HD_1_${number}`,
      parentRunId: 'HD_1',
      status: 'Completed',
      hyperparameters: new Map(hyperparameters(number)),
      metrics: new Map(logged.length === 0 ? [] : [['accuracy', metric]]),
      startTime: new Date(Date.UTC(2026, 0, 1, 0, number)),
      endTime: new Date(Date.UTC(2026, 0, 1, 0, number + 2)),
    };
  });
  return { trials, metric: 'accuracy', goal: 'maximize', scope: 'best' };
}
