import { isJsonArray, type JsonValue } from '../../json/json-value.js';
import { argumentsOf, type ParameterExpression, type ParameterNumber } from '../model/parameter-expression.js';

/** The wire form of an expression: `["uniform", [0, 1]]`, `["choice", [[16, 32]]]`. */
export function parameterExpressionToWire(expression: ParameterExpression): JsonValue {
  if (expression.kind === 'unknown') return expression.raw;
  if (expression.kind === 'choice') return ['choice', [expression.values]];
  return [
    expression.kind,
    argumentsOf(expression, expression.kind)
      .map(([, value]) => value)
      .filter(isParameterNumber),
  ];
}

/**
 * Reads the wire form. Sweeps that exist are taken as they are: bounds and `q` are not checked here, and what is no
 * expression of a known shape becomes one of kind `unknown` that keeps it.
 */
export function parameterExpressionFromWire(wire: JsonValue): ParameterExpression {
  return readKnownExpression(wire) ?? { kind: 'unknown', raw: wire };
}

function readKnownExpression(wire: JsonValue): ParameterExpression | undefined {
  if (!isJsonArray(wire) || wire.length !== 2) return undefined;
  const [name, given] = wire;
  if (typeof name !== 'string' || !isJsonArray(given)) return undefined;
  const kind = name.toLowerCase();
  if (kind === 'choice') {
    const [values] = given;
    return given.length === 1 && isJsonArray(values) ? { kind, values } : undefined;
  }
  const numbers = given.filter(isParameterNumber);
  return numbers.length === given.length ? readNumericExpression(kind, numbers) : undefined;
}

function readNumericExpression(kind: string, numbers: readonly ParameterNumber[]): ParameterExpression | undefined {
  const [first, second, q] = numbers;
  if (first === undefined || numbers.length > 3) return undefined;
  if (kind === 'randint') return numbers.length === 1 ? { kind, upper: first } : undefined;
  if (second === undefined) return undefined;
  if (kind === 'uniform' || kind === 'loguniform') {
    return q === undefined ? { kind, minValue: first, maxValue: second } : undefined;
  }
  if (kind === 'normal' || kind === 'lognormal') {
    return q === undefined ? { kind, mu: first, sigma: second } : undefined;
  }
  if (q === undefined) return undefined;
  if (kind === 'quniform' || kind === 'qloguniform') return { kind, minValue: first, maxValue: second, q };
  if (kind === 'qnormal' || kind === 'qlognormal') return { kind, mu: first, sigma: second, q };
  return undefined;
}

function isParameterNumber(value: unknown): value is ParameterNumber {
  return typeof value === 'number' || typeof value === 'bigint';
}
