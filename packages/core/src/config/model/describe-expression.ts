import { isJsonArray, type JsonValue } from '../../json/json-value.js';
import { writeJson } from '../../json/write-json.js';
import { argumentsOf, type ParameterExpression, type ParameterNumber } from './parameter-expression.js';

/**
 * An expression of a search space as Python's class writes it, `uniform(0, 1)`; where its arguments are exponents of e, with
 * the values that they come to: `loguniform(-7, 0), that is 0.000912 to 1`. One that is not known is shown as what was read.
 * @param texts how values of a choice are handed to trials, by their JSON, where that is not their JSON
 */
export function describeExpression(
  expression: ParameterExpression,
  texts: ReadonlyMap<string, string> = new Map(),
): string {
  if (expression.kind === 'unknown') return describeUnknown(expression.raw);
  const shown =
    expression.kind === 'choice'
      ? expression.values.map((value) => texts.get(writeJson(value)) ?? writeJson(value))
      : argumentsOf(expression, expression.kind).map(([, value]) => String(value));
  return `${expression.kind}(${shown.join(', ')})${describePowers(expression)}`;
}

function describePowers(expression: ParameterExpression): string {
  switch (expression.kind) {
    case 'loguniform':
      return `, that is ${power(expression.minValue)} to ${power(expression.maxValue)}`;
    case 'qloguniform':
      return `, that is ${power(expression.minValue)} to ${power(expression.maxValue)} in steps of ${expression.q}`;
    case 'lognormal':
    case 'qlognormal':
      return `, that is ${power(expression.mu)} in the middle`;
    default:
      return '';
  }
}

/** A power of e in three digits: enough to see what it is about. */
function power(exponent: ParameterNumber): string {
  return String(Number(Math.exp(Number(exponent)).toPrecision(3)));
}

function describeUnknown(raw: JsonValue): string {
  const [kind, given] = isJsonArray(raw) ? raw : [];
  if (typeof kind !== 'string' || !isJsonArray(given)) return writeJson(raw);
  return `${kind}(${given.map((value) => writeJson(value)).join(', ')})`;
}
