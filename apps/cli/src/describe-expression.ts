import { type JsonValue, writeJson } from '@hyperdrive-run/sdk';

/**
 * An expression of a search space as Python's class writes it, `uniform(0, 1)`; where its arguments are exponents of e, with
 * the values that come of them: `loguniform(-7, 0), that is 0.000912 to 1`.
 * @param wire the expression on the wire, `["uniform", [0, 1]]`
 * @param texts how values of a choice are handed to trials, where that is not their JSON
 */
export function describeExpression(wire: JsonValue, texts: ReadonlyMap<string, string> = new Map()): string {
  const [kind, args] = Array.isArray(wire) ? wire : [];
  const list: readonly JsonValue[] = Array.isArray(args) ? args.flat() : [];
  const shown = list.map((value) => texts.get(writeJson(value)) ?? writeJson(value));
  return `${String(kind)}(${shown.join(', ')})${describePowers(String(kind), list)}`;
}

function describePowers(kind: string, [first, second, q]: readonly JsonValue[]): string {
  switch (kind) {
    case 'loguniform':
      return `, that is ${power(first)} to ${power(second)}`;
    case 'qloguniform':
      return `, that is ${power(first)} to ${power(second)} in steps of ${writeJson(q ?? null)}`;
    case 'lognormal':
    case 'qlognormal':
      return `, that is ${power(first)} in the middle`;
    default:
      return '';
  }
}

/** A power of e in three digits: enough to see what it is about. */
function power(exponent: JsonValue | undefined): string {
  return String(Number(Math.exp(Number(exponent)).toPrecision(3)));
}
