import type { ParameterExpression } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { createFiniteSpace } from '../finite/finite-space.js';
import { samplerWithoutRepeats } from '../finite/without-repeats.js';
import { createDraw, type DrawOptions } from '../random/draw-value.js';
import type { SampledPoint, Sampler } from '../sampler.js';
import { createQuasiRandomSource } from './quasi-random-source.js';
import { createSobolSequence } from './sobol-sequence.js';

/**
 * Takes the points of a Sobol sequence that is scrambled by the seed, of finitely many each once. Each hyperparameter is an
 * axis, in the order of the space; its value is the one at the coordinate's quantile of its distribution. The space has at
 * most `maxSobolDimensions` hyperparameters.
 */
export function createSobolSampler(
  parameterSpace: ReadonlyMap<string, ParameterExpression>,
  seed: number,
  options: DrawOptions = {},
): Sampler {
  const sequence = createSobolSequence(parameterSpace.size, seed);
  const draws = [...parameterSpace].map(([name, expression]) => ({ name, draw: createDraw(expression, options) }));
  const points: SampledPoint[] = [];
  function pointAt(index: number): SampledPoint {
    const coordinates = sequence.pointAt(index);
    return new Map<string, JsonValue>(
      draws.flatMap(({ name, draw }, axis): readonly (readonly [string, JsonValue])[] =>
        draw === undefined ? [] : [[name, draw(createQuasiRandomSource(coordinates[axis] ?? 0.5))]],
      ),
    );
  }
  const space = createFiniteSpace(parameterSpace, options);
  if (space === undefined) return { nextPoint: pointAt };
  return samplerWithoutRepeats(space, (index) => (points[index] ??= pointAt(index)), seed);
}
