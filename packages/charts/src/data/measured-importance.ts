import { hyperparameterImportance, type ImportanceReport } from '@hyperdrive-run/core/importance';
import type { ChartData } from './chart-data.js';
import { judgeTrials } from './judged-trials.js';

/** How much each hyperparameter matters for the metric of a chart. */
export function measuredImportance(data: ChartData): ImportanceReport {
  const measured = judgeTrials(data).judged.flatMap(({ trial: { hyperparameters }, value }) =>
    hyperparameters === undefined ? [] : [{ hyperparameters, value }],
  );
  return hyperparameterImportance(measured, { parameterSpace: data.space });
}
