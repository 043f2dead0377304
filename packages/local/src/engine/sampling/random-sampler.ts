import type { JsonValue, ParameterExpression } from '@hyperdrive-run/core';
import { createDraw, type DrawOptions } from './draw-value.js';
import { createRandomSource } from './random-source.js';
import type { SampledPoint, Sampler } from './sampler.js';

/**
 * Draws each point independently. All values come from one stream, in the order of the space and of the trials; the
 * points so far are kept, so asking for a trial again gives the same point.
 */
export function createRandomSampler(
  space: ReadonlyMap<string, ParameterExpression>,
  seed: number,
  options: DrawOptions = {},
): Sampler {
  const random = createRandomSource(seed);
  const draws = [...space].flatMap(([name, expression]) => {
    const draw = createDraw(expression, options);
    return draw === undefined ? [] : [{ name, draw }];
  });
  const points: SampledPoint[] = [];
  return {
    nextPoint(trial) {
      while (points.length <= trial) {
        points.push(new Map<string, JsonValue>(draws.map(({ name, draw }) => [name, draw(random)])));
      }
      return points[trial];
    },
  };
}
