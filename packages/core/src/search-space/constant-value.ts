import type { ParameterExpression } from '../config/model/parameter-expression.js';
import { createGridOfMultiples } from './grid-of-multiples.js';
import { powerOf } from './power-of.js';

/**
 * The one value of an expression that leaves no other: of an interval or a normal distribution of width 0.
 * @param logBase the base of the `log...` expressions; default e
 */
export function constantValue(expression: ParameterExpression, logBase?: number): number | undefined {
  const power = powerOf(logBase);
  switch (expression.kind) {
    case 'uniform':
    case 'loguniform': {
      const [min, max] = [Number(expression.minValue), Number(expression.maxValue)];
      if (min !== max) return undefined;
      return expression.kind === 'uniform' ? min : power(min);
    }
    case 'normal':
    case 'lognormal': {
      const mu = Number(expression.mu);
      if (Number(expression.sigma) !== 0) return undefined;
      return expression.kind === 'normal' ? mu : power(mu);
    }
    case 'qnormal':
    case 'qlognormal': {
      const mu = Number(expression.mu);
      const grid = createGridOfMultiples(Number(expression.q));
      const index = grid.nearest(expression.kind === 'qnormal' ? mu : power(mu));
      return Number(expression.sigma) === 0 && Number.isFinite(index) ? grid.at(index) : undefined;
    }
    default:
      return undefined;
  }
}
