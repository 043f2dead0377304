import {
  type ConfigViolation,
  type HyperparameterSampling,
  isJsonArray,
  isJsonObject,
  type JsonValue,
} from '@hyperdrive-run/core';
import { entryPath } from '../entry-path.js';
import { createDraw } from './draw-value.js';
import { maxSobolDimensions } from './sobol-direction-numbers.js';

/** What cannot be sampled of a sampling that is right in itself. Paths are those of `HyperDriveConfig`. */
export function findUnsamplable(sampling: HyperparameterSampling): readonly ConfigViolation[] {
  if (sampling.kind === 'unknown') return [];
  const path = 'hyperparameterSampling.parameterSpace';
  const violations: ConfigViolation[] = [];
  const { size } = sampling.parameterSpace;
  // Bayesian sampling begins with points of a Sobol sequence.
  const needsSobol = sampling.kind === 'bayesian' || (sampling.kind === 'random' && sampling.rule === 'sobol');
  if (needsSobol && size > maxSobolDimensions) {
    const takes = `at most ${maxSobolDimensions}: Sobol sequences have direction numbers for so many`;
    violations.push({ path, got: `${size} hyperparameters`, takes });
  }
  for (const [name, expression] of sampling.parameterSpace) {
    const at = entryPath(path, name);
    if (expression.kind === 'choice' && expression.values.some(holdsNul)) {
      violations.push({ path: at, got: 'text with a NUL character', takes: 'what a command line can hold' });
    } else if (expression.kind !== 'unknown' && createDraw(expression) === undefined) {
      violations.push({ path: at, got: `${expression.kind} without any multiple of q`, takes: 'bounds that hold one' });
    }
  }
  return violations;
}

function holdsNul(value: JsonValue): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (isJsonArray(value)) return value.some(holdsNul);
  return isJsonObject(value) && [...value].some(([key, item]) => key.includes('\0') || holdsNul(item));
}
