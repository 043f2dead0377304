import type { ParameterExpression } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { powerOf } from '@hyperdrive-run/core/search-space';
import type { ChartData } from '../data/chart-data.js';
import type { Axis } from './axis.js';
import { categoryAxis } from './category-axis.js';
import type { MetricScale } from './is-log-scale.js';
import { numericAxis } from './numeric-axis.js';

/** More values of a `choice` of numbers than this are an axis of numbers. */
const mostCategories = 12;

/**
 * The axis of a hyperparameter: of numbers, logarithmic where the space is and with its range, or of the values that are chosen
 * from. Where the space is not known, what was tried decides.
 * @param ticks about how many
 */
export function hyperparameterAxis(
  name: string,
  { trials, space, logBase }: Pick<ChartData, 'trials' | 'space' | 'logBase'>,
  ticks?: number,
): Axis {
  const expression = space?.get(name);
  const tried = trials.flatMap(({ hyperparameters }) => {
    const value = hyperparameters?.get(name);
    return value === undefined ? [] : [value];
  });
  const listed = expression?.kind === 'choice' ? expression.values : [];
  const values = [...listed, ...tried];
  const isListed = expression?.kind === 'choice' && expression.values.length <= mostCategories;
  if (isListed || !isAllNumbers(values)) return categoryAxis(name, values);
  return numericAxis({
    label: name,
    values: values.map(Number),
    bounds: boundsOf(expression, logBase),
    scale: scaleOf(expression),
    ticks,
  });
}

/** As the space is searched; where that is not known, what was tried decides. */
function scaleOf(expression: ParameterExpression | undefined): MetricScale {
  if (expression === undefined || expression.kind === 'unknown') return 'auto';
  return expression.kind.includes('log') ? 'log' : 'linear';
}

function isAllNumbers(values: readonly JsonValue[]): boolean {
  return values.every(
    (value) => (typeof value === 'number' || typeof value === 'bigint') && Number.isFinite(Number(value)),
  );
}

/** The least and the greatest value of an expression that has both. Those of `log...` are exponents. */
function boundsOf(
  expression: ParameterExpression | undefined,
  logBase: number | undefined,
): readonly [low: number, high: number] | undefined {
  const bounds = plainBounds(expression, powerOf(logBase));
  return bounds?.every((bound) => Number.isFinite(bound)) === true && bounds[0] < bounds[1] ? bounds : undefined;
}

function plainBounds(
  expression: ParameterExpression | undefined,
  power: (exponent: number) => number,
): readonly [low: number, high: number] | undefined {
  switch (expression?.kind) {
    case 'uniform':
    case 'quniform':
      return [Number(expression.minValue), Number(expression.maxValue)];
    case 'loguniform':
    case 'qloguniform':
      return [power(Number(expression.minValue)), power(Number(expression.maxValue))];
    case 'randint':
      return [0, Number(expression.upper) - 1];
    default:
      return undefined;
  }
}
