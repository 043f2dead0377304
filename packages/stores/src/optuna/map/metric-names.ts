import type { PrimaryMetricGoal } from '@hyperdrive-run/core';
import { isJsonArray } from '@hyperdrive-run/core/json';
import type { OptunaStudy } from '../model/optuna-model.js';

/** What the values of a study are called here. */
export interface StudyMetrics {
  /** One an objective, with its goal. */
  readonly objectives: readonly { readonly name: string; readonly goal: PrimaryMetricGoal }[];
  /** The name of what trials reported on the way: Optuna keeps it without one. */
  readonly intermediate: string;
}

/** The system attribute in which `study.set_metric_names` keeps the names. */
const namesAttribute = 'study:metric_names';

/** What the reported values are called where nobody names them, after `trial.intermediate_values`. */
export const intermediateName = 'intermediate_values';

/** What the metrics of a study are called, other than it calls them itself. */
export interface MetricNames {
  /** Of the value of a study with one objective. */
  readonly value?: string | undefined;
  /** Of what its trials reported. */
  readonly intermediate?: string | undefined;
}

/**
 * The names that the study gives its objectives, else those of Optuna's own tables: `value`, or `values_0` and so on. A direction
 * that is not set counts as `minimize`, as in Optuna.
 */
export function metricsOf({ directions, systemAttributes }: OptunaStudy, named: MetricNames = {}): StudyMetrics {
  const given = systemAttributes.get(namesAttribute);
  const names = isJsonArray(given) ? given : [];
  const objectives = directions.map((direction, at) => {
    const isOnly = directions.length === 1;
    const name = (isOnly ? named.value : undefined) ?? names[at];
    const usual = isOnly ? 'value' : `values_${at}`;
    const goal: PrimaryMetricGoal = direction === 'MAXIMIZE' ? 'maximize' : 'minimize';
    return { name: typeof name === 'string' && name !== '' ? name : usual, goal };
  });
  let intermediate = named.intermediate ?? intermediateName;
  while (objectives.some(({ name }) => name === intermediate)) intermediate += '_';
  return { objectives, intermediate };
}
