import { isJsonArray, type JsonValue } from '@hyperdrive-run/core/json';
import type { OptunaAttributes } from './optuna-model.js';

/** The attribute in which samplers with `constraints_func` keep a trial's constraints. */
export const constraintsAttribute = 'constraints';
/** What the attributes of single constraints begin with, from Optuna 5.0 on. */
export const constraintPrefix = 'constraints:';

/** Whether a system attribute says something of the trial's constraints. */
export function isConstraint(name: string): boolean {
  return name === constraintsAttribute || name.startsWith(constraintPrefix);
}

/**
 * Whether a trial meets all of its constraints, as Optuna 5.0 says it: each is at most 0. One without any does.
 */
export function isFeasible(systemAttributes: OptunaAttributes): boolean {
  if (systemAttributes.size === 0) return true;
  for (const [name, value] of systemAttributes) if (isConstraint(name) && !isMet(value)) return false;
  return true;
}

/** Whether the value of an attribute of constraints, a number or a list of them, is met. NaN is not. */
export function isMet(value: JsonValue): boolean {
  const values = isJsonArray(value) ? value : [value];
  return values.every((one) => one === null || ((typeof one === 'number' || typeof one === 'bigint') && one <= 0));
}
