import type { ChartTrial } from '@hyperdrive-run/charts';
import { loguniform, type ParameterExpression, uniform } from '@hyperdrive-run/core/config';

/** A metric that is best at lr = 0.01, of trials of which each sixth logged nothing. */
const trials = Array.from({ length: 60 }, (_, number): ChartTrial => {
  const lr = 10 ** -(1 + ((number * 7) % 40) / 10);
  const points = Array.from({ length: 8 }, (_value, step) => ({
    value: (1 - Math.abs(Math.log10(lr) + 2) / 4) * (1 - 0.5 ** (step + 1)),
    step,
  }));
  const metric = { kind: 'scalar' as const, name: 'accuracy', valueType: 'double', points };
  return {
    runId: `HD_1_${number}`,
    parentRunId: 'HD_1',
    status: number % 6 === 5 ? 'Failed' : 'Completed',
    hyperparameters: new Map<string, number | string>([
      ['lr', lr],
      ['dropout', (number % 10) / 20],
      ['<img src=x onerror=alert(1)>', '<script>alert(2)</script>'],
    ]),
    metrics: new Map(number % 6 === 5 ? [] : [['accuracy', metric]]),
    startTime: new Date(Date.UTC(2026, 0, 1, 0, number)),
    endTime: new Date(Date.UTC(2026, 0, 1, 0, number + 3)),
  };
});
const space = new Map<string, ParameterExpression>([
  ['lr', loguniform(-11.5, -2.3)],
  ['dropout', uniform(0, 0.5)],
]);

/** What the page of the panel shows. */
export const panelData = { trials, space };
