import type { ConfigViolation } from '@hyperdrive-run/core';
import type { HyperparameterSampling, ParameterExpression } from '@hyperdrive-run/core/config';
import { entryPath } from '@hyperdrive-run/core/internal-config';
import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { maxSobolDimensions } from './sobol/sobol-direction-numbers.js';

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
  // What is wrong in itself is refused already, and says nothing about how it could be sampled.
  const wrong = sampling.violations.map((violation) => `hyperparameterSampling.${violation.path}`);
  for (const [name, expression] of sampling.parameterSpace) {
    const at = entryPath(path, name);
    if (wrong.some((place) => place === at || place.startsWith(`${at}.`) || place.startsWith(`${at}[`))) continue;
    if (expression.kind === 'choice' && expression.values.some(containsNul)) {
      violations.push({ path: at, got: 'text with a NUL character', takes: 'what a command line can carry' });
    } else if (hasBoundBeyondDoubles(expression)) {
      violations.push({ path: at, got: 'an integer beyond 1.8e308', takes: 'numbers that a double can represent' });
    }
  }
  return violations;
}

/** All but `randint` is drawn as doubles, of which the largest integers are none. */
function hasBoundBeyondDoubles(expression: ParameterExpression): boolean {
  if (expression.kind === 'randint' || expression.kind === 'choice' || expression.kind === 'unknown') return false;
  const values: readonly unknown[] = Object.values(expression);
  return values.some((value) => typeof value === 'bigint' && !Number.isFinite(Number(value)));
}

function containsNul(value: JsonValue): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (isJsonArray(value)) return value.some(containsNul);
  return isJsonObject(value) && [...value].some(([key, item]) => key.includes('\0') || containsNul(item));
}
