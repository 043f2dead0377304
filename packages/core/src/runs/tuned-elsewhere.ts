import type { RunRecord } from './run.js';

/** The property, and its value, that sweeps of another tool's store have; an import keeps it. */
const marks: readonly (readonly [name: string, value: string])[] = [
  ['optuna', 'study'],
  ['ray_tune', 'experiment'],
];

/** Whether a sweep was read from another tool's store: no rule of Azure ML's was in force when its trials were made. */
export function isTunedElsewhere({ properties }: Pick<RunRecord, 'properties'>): boolean {
  return marks.some(([name, value]) => properties.get(name) === value);
}
