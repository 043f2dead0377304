import { throwIfAny } from '../checks/config-violations.js';
import { findExpressionViolations } from '../checks/find-expression-violations.js';
import type {
  NormalExpression,
  ParameterExpression,
  ParameterNumber,
  QuantizedNormalExpression,
  QuantizedRangeExpression,
  RandintExpression,
  RangeExpression,
} from './parameter-expression.js';

/**
 * A whole number from 0 to `upper - 1`, each as likely as the others.
 * @throws HyperDriveConfigError where `upper` is no whole number above 0
 */
export function randint(upper: ParameterNumber): RandintExpression {
  return checked({ kind: 'randint', upper });
}

/**
 * A number between the bounds, each as likely as the others.
 * @throws HyperDriveConfigError where a bound is no finite number, or `minValue` is not below `maxValue`
 */
export function uniform(minValue: ParameterNumber, maxValue: ParameterNumber): RangeExpression<'uniform'> {
  return checked({ kind: 'uniform', minValue, maxValue });
}

/**
 * `round(uniform(minValue, maxValue) / q) * q`: a multiple of `q`.
 * @throws HyperDriveConfigError as {@link uniform} does, and where `q` is no finite number above 0
 */
export function quniform(
  minValue: ParameterNumber,
  maxValue: ParameterNumber,
  q: ParameterNumber,
): QuantizedRangeExpression<'quniform'> {
  return checked({ kind: 'quniform', minValue, maxValue, q });
}

/**
 * `exp(uniform(minValue, maxValue))`: a number whose logarithm is uniformly distributed. The arguments are exponents
 * of e, as in Azure ML: `loguniform(-7, 0)` gives 0.0009 to 1.
 * @throws HyperDriveConfigError where an exponent is no finite number, or `minValue` is above `maxValue`
 */
export function loguniform(minValue: ParameterNumber, maxValue: ParameterNumber): RangeExpression<'loguniform'> {
  return checked({ kind: 'loguniform', minValue, maxValue });
}

/**
 * `round(exp(uniform(minValue, maxValue)) / q) * q`.
 * @throws HyperDriveConfigError as {@link loguniform} does, and where `q` is no finite number above 0
 */
export function qloguniform(
  minValue: ParameterNumber,
  maxValue: ParameterNumber,
  q: ParameterNumber,
): QuantizedRangeExpression<'qloguniform'> {
  return checked({ kind: 'qloguniform', minValue, maxValue, q });
}

/**
 * A normally distributed number with mean `mu` and standard deviation `sigma`.
 * @throws HyperDriveConfigError where an argument is no finite number, or `sigma` is below 0
 */
export function normal(mu: ParameterNumber, sigma: ParameterNumber): NormalExpression<'normal'> {
  return checked({ kind: 'normal', mu, sigma });
}

/**
 * `round(normal(mu, sigma) / q) * q`.
 * @throws HyperDriveConfigError as {@link normal} does, and where `q` is no finite number above 0
 */
export function qnormal(
  mu: ParameterNumber,
  sigma: ParameterNumber,
  q: ParameterNumber,
): QuantizedNormalExpression<'qnormal'> {
  return checked({ kind: 'qnormal', mu, sigma, q });
}

/**
 * `exp(normal(mu, sigma))`: a number whose logarithm is normally distributed.
 * @throws HyperDriveConfigError where an argument is no finite number, or `sigma` is below 0
 */
export function lognormal(mu: ParameterNumber, sigma: ParameterNumber): NormalExpression<'lognormal'> {
  return checked({ kind: 'lognormal', mu, sigma });
}

/**
 * `round(exp(normal(mu, sigma)) / q) * q`.
 * @throws HyperDriveConfigError as {@link lognormal} does, and where `q` is no finite number above 0
 */
export function qlognormal(
  mu: ParameterNumber,
  sigma: ParameterNumber,
  q: ParameterNumber,
): QuantizedNormalExpression<'qlognormal'> {
  return checked({ kind: 'qlognormal', mu, sigma, q });
}

function checked<Expression extends ParameterExpression>(expression: Expression): Expression {
  throwIfAny(findExpressionViolations(expression, expression.kind));
  return expression;
}
