import type { ParameterExpression } from '@hyperdrive-run/core';
import type { FileReader } from '../reader/file-reader.js';

/**
 * Warns of exponents whose power of e is beyond every number, as of a `loguniform` that was given the bounds themselves:
 * trials would get Infinity.
 */
export function warnOfOverflow(reader: FileReader, space: ReadonlyMap<string, ParameterExpression>): void {
  for (const [name, expression] of space) {
    if (expression.kind !== 'loguniform' && expression.kind !== 'qloguniform') continue;
    const exponent = Number(expression.maxValue);
    if (!Number.isFinite(exponent) || Number.isFinite(Math.exp(exponent))) continue;
    const place = { path: ['search_space', name, 'max_value'], value: undefined };
    const meant = Number(Math.log(exponent).toPrecision(5));
    reader.warn(
      place,
      `is an exponent of e, and e^${exponent} is Infinity: for values up to ${exponent} write ${meant}`,
    );
  }
}
