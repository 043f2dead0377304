import type { JsonValue, ParameterExpression } from '@hyperdrive-run/core';
import { createDraw, type DrawOptions } from './draw-value.js';
import { createQuasiRandomSource } from './quasi-random-source.js';
import type { Sampler } from './sampler.js';
import { createSobolSequence } from './sobol-sequence.js';

/**
 * Takes the points of a Sobol sequence that is scrambled by the seed. Each hyperparameter is an axis, in the order of the
 * space; its value is the one at the coordinate's quantile of its distribution. The space has at most
 * `maxSobolDimensions` hyperparameters.
 */
export function createSobolSampler(
  space: ReadonlyMap<string, ParameterExpression>,
  seed: number,
  options: DrawOptions = {},
): Sampler {
  const sequence = createSobolSequence(space.size, seed);
  const draws = [...space].map(([name, expression]) => ({ name, draw: createDraw(expression, options) }));
  return {
    nextPoint(trial) {
      const coordinates = sequence.pointAt(trial);
      return new Map<string, JsonValue>(
        draws.flatMap(({ name, draw }, axis): readonly (readonly [string, JsonValue])[] =>
          draw === undefined ? [] : [[name, draw(createQuasiRandomSource(coordinates[axis] ?? 0.5))]],
        ),
      );
    },
  };
}
