import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import { argumentsOf, expressionArguments, type ParameterNumber } from '../model/parameter-expression.js';
import { violation } from './config-violations.js';
import { findJsonViolations } from './find-json-violations.js';

const takesExpression = 'a parameter expression such as uniform(0, 1) or choice(1, 2, 3)';

/** Everything that is wrong with one parameter expression, or with what was passed in its place. */
export function findExpressionViolations(value: unknown, path: string): readonly ConfigViolation[] {
  if (typeof value !== 'object' || value === null || !('kind' in value) || typeof value.kind !== 'string') {
    return [violation(path, value, takesExpression)];
  }
  const { kind } = value;
  if (kind === 'choice') return findChoiceViolations('values' in value ? value.values : undefined, path);
  if (!expressionArguments.has(kind)) {
    return [{ path, got: kind === 'unknown' ? 'an expression that is not known' : kind, takes: takesExpression }];
  }
  const found = argumentsOf(value, kind);
  const violations = found.flatMap(([name, argument]) => findArgumentViolations(name, argument, `${path}.${name}`));
  return violations.length > 0 ? violations : findOrderViolations(kind, new Map(found), path);
}

/** A number that is neither NaN nor infinite. */
export function isFiniteNumber(value: unknown): value is ParameterNumber {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value));
}

/** Whether a number is whole, at any size. */
export function isWholeNumber(value: unknown): value is ParameterNumber {
  return typeof value === 'bigint' || Number.isInteger(value);
}

function findChoiceViolations(values: unknown, path: string): readonly ConfigViolation[] {
  if (!Array.isArray(values) || values.length === 0) {
    return [violation(`${path}.values`, values, 'a list of at least one value')];
  }
  return values.flatMap((value: unknown, index) => findJsonViolations(value, `${path}.values[${index}]`));
}

function findArgumentViolations(name: string, value: unknown, path: string): readonly ConfigViolation[] {
  if (name === 'upper') {
    return isWholeNumber(value) && value > 0 ? [] : [violation(path, value, 'a whole number above 0')];
  }
  // Azure ML's newer client takes any step; only the Python class wants a whole one.
  if (name === 'q')
    return isFiniteNumber(value) && value > 0 ? [] : [violation(path, value, 'a finite number above 0')];
  if (name === 'sigma') {
    return isFiniteNumber(value) && value >= 0 ? [] : [violation(path, value, 'a finite number of at least 0')];
  }
  return isFiniteNumber(value) ? [] : [violation(path, value, 'a finite number')];
}

function findOrderViolations(
  kind: string,
  values: ReadonlyMap<string, unknown>,
  path: string,
): readonly ConfigViolation[] {
  const min = values.get('minValue');
  const max = values.get('maxValue');
  if (!isFiniteNumber(min) || !isFiniteNumber(max)) return [];
  // The service takes equal exponents, but no interval of width 0.
  const mayBeEqual = kind === 'loguniform' || kind === 'qloguniform';
  if (min < max || (mayBeEqual && min <= max)) return [];
  const bound = mayBeEqual ? 'at most' : 'below';
  return [violation(`${path}.minValue`, min, `a number ${bound} maxValue, which is ${String(max)}`)];
}
