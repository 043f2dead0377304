import type { ParameterExpression } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { createFiniteSpace } from '../finite/finite-space.js';
import { samplerWithoutRepeats } from '../finite/without-repeats.js';
import type { SampledPoint, Sampler } from '../sampler.js';
import { createDraw, type DrawOptions } from './draw-value.js';
import { createRandomSource } from './random-source.js';

/**
 * Draws each point independently, and of finitely many none again. All values come from one stream, in the order of the
 * space; the points so far are kept, so asking for a trial again gives the same point.
 */
export function createRandomSampler(
  parameterSpace: ReadonlyMap<string, ParameterExpression>,
  seed: number,
  options: DrawOptions = {},
): Sampler {
  const random = createRandomSource(seed);
  const draws = [...parameterSpace].flatMap(([name, expression]) => {
    const draw = createDraw(expression, options);
    return draw === undefined ? [] : [{ name, draw }];
  });
  const points: SampledPoint[] = [];
  function drawnPoint(index: number): SampledPoint {
    for (;;) {
      const point = points[index];
      if (point !== undefined) return point;
      points.push(new Map<string, JsonValue>(draws.map(({ name, draw }) => [name, draw(random)])));
    }
  }
  const space = createFiniteSpace(parameterSpace, options);
  return space === undefined ? { nextPoint: drawnPoint } : samplerWithoutRepeats(space, drawnPoint, seed);
}
