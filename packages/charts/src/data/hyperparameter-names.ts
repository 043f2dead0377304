import type { ChartData } from './chart-data.js';

/** The hyperparameters of a sweep: those of its space in its order, then others that trials have. */
export function hyperparameterNames({ trials, space }: Pick<ChartData, 'trials' | 'space'>): readonly string[] {
  const names = new Set(space?.keys());
  for (const { hyperparameters } of trials) for (const name of hyperparameters?.keys() ?? []) names.add(name);
  return [...names];
}
