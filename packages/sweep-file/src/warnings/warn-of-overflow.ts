import type { ParameterExpression } from '@hyperdrive-run/core/config';
import type { FileReader } from '../reader/file-reader.js';

/**
 * Warns of exponents whose power of e is beyond every number, as of a `loguniform` that was given the bounds themselves, or
 * of a `lognormal` whose `mu` is the value in the middle: trials would get Infinity.
 */
export function warnOfOverflow(reader: FileReader, space: ReadonlyMap<string, ParameterExpression>): void {
  for (const [name, expression] of space) {
    const greatest = greatestExponent(expression);
    if (greatest === undefined) continue;
    const { key, exponent, values } = greatest;
    if (!Number.isFinite(exponent) || Number.isFinite(Math.exp(exponent))) continue;
    const meant = Number(Math.log(exponent).toPrecision(5));
    reader.warn(
      { path: ['search_space', name, key], value: undefined },
      `is an exponent of e, and e^${exponent} is Infinity: for values ${values} ${exponent} write ${meant}`,
    );
  }
}

function greatestExponent(
  expression: ParameterExpression,
): { readonly key: string; readonly exponent: number; readonly values: string } | undefined {
  switch (expression.kind) {
    case 'loguniform':
    case 'qloguniform':
      return { key: 'max_value', exponent: Number(expression.maxValue), values: 'up to' };
    case 'lognormal':
    case 'qlognormal':
      return { key: 'mu', exponent: Number(expression.mu), values: 'around' };
    default:
      return undefined;
  }
}
