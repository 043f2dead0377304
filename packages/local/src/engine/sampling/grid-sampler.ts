import type { JsonValue, ParameterExpression } from '@hyperdrive-run/core';
import type { Sampler } from './sampler.js';

/**
 * Takes every combination of the listed values once: in the order in which the space lists the hyperparameters and
 * their values, the last hyperparameter changing fastest. Ends when all were taken. The space holds only `choice`.
 */
export function createGridSampler(space: ReadonlyMap<string, ParameterExpression>): Sampler {
  const axes = [...space].map(([name, expression]) => ({
    name,
    values: expression.kind === 'choice' ? expression.values : [],
  }));
  const size = axes.reduce((product, { values }) => product * values.length, 1);
  return {
    size,
    nextPoint(trial) {
      if (trial >= size) return undefined;
      let rest = trial;
      const indexes = axes.map(() => 0);
      for (let axis = axes.length - 1; axis >= 0; axis -= 1) {
        const count = axes[axis]?.values.length ?? 1;
        indexes[axis] = rest % count;
        rest = Math.floor(rest / count);
      }
      return new Map<string, JsonValue>(
        axes.map(({ name, values }, axis) => [name, values[indexes[axis] ?? 0] ?? null]),
      );
    },
  };
}
