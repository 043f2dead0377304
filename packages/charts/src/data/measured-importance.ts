import { hyperparameterImportance, type ImportanceReport } from '@hyperdrive-run/core/importance';
import type { ChartData } from './chart-data.js';
import { judgeTrials } from './judged-trials.js';

/** Of more trials an even choice: each tree is grown from a thousand, and more make the shares hardly surer but slow. */
const mostTrials = 2000;

/** How much each hyperparameter matters for the metric of a chart. Of more than 2000 trials an even choice is counted. */
export function measuredImportance(data: ChartData): ImportanceReport {
  const measured = judgeTrials(data).judged.flatMap(({ trial: { hyperparameters }, value }) =>
    hyperparameters === undefined ? [] : [{ hyperparameters, value }],
  );
  const every = Math.max(1, measured.length / mostTrials);
  const counted = measured.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every));
  return hyperparameterImportance(counted, { parameterSpace: data.space });
}
