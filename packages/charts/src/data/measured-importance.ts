import type { ParameterSpace } from '@hyperdrive-run/core/config';
import { hyperparameterImportance, type ImportanceReport, type MeasuredTrial } from '@hyperdrive-run/core/importance';
import type { ChartData } from './chart-data.js';
import { judgeTrials } from './judged-trials.js';

/** What the importance of hyperparameters is computed from. It is plain data, which can be sent to a worker. */
export interface ImportanceSample {
  readonly trials: readonly MeasuredTrial[];
  readonly parameterSpace: ParameterSpace | undefined;
}

/** Of more trials an even choice: each tree is grown from a thousand, and more make the shares hardly surer but slow. */
const mostTrials = 2000;

/** The trials of a chart that are compared for the importance of hyperparameters: of more than 2000 an even choice. */
export function importanceSample(data: ChartData): ImportanceSample {
  const measured = judgeTrials(data).judged.flatMap(({ trial: { hyperparameters }, value }) =>
    hyperparameters === undefined ? [] : [{ hyperparameters, value }],
  );
  const every = Math.max(1, measured.length / mostTrials);
  const trials = measured.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every));
  return { trials, parameterSpace: data.space };
}

/** How much each hyperparameter matters for the metric of a chart. It takes seconds for thousands of trials. */
export function measuredImportance(data: ChartData): ImportanceReport {
  const { trials, parameterSpace } = importanceSample(data);
  return hyperparameterImportance(trials, { parameterSpace });
}
