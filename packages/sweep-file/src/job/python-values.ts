import type { JsonValue } from '@hyperdrive-run/core/json';
import type { JobValue } from '@hyperdrive-run/core/ports';

/**
 * How Azure ML's own client turns what a file has into what a key takes: Python's `int()` and `float()`, which take texts, but
 * no booleans. Each returns `undefined` for what is not taken.
 */

const wholeText = /^\s*[-+]?\d+(?:_\d+)*\s*$/;
const floatText = /^\s*[-+]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][-+]?\d+(?:_\d+)*)?\s*$/;

/** A whole number; fractions are cut, texts are not. */
export function toPythonInt(value: JsonValue): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.trunc(value)) : undefined;
  if (typeof value !== 'string' || !wholeText.test(value)) return undefined;
  return BigInt(value.trim().replaceAll('_', '').replace('+', ''));
}

/** A number with a point: `1` becomes `1.0`. */
export function toPythonFloat(value: JsonValue): number | undefined {
  const isText = typeof value === 'string' && floatText.test(value);
  const number = typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : undefined;
  const read = isText ? Number(value.trim().replaceAll('_', '')) : number;
  return read !== undefined && Number.isFinite(read) ? read : undefined;
}

/** A number in the form that it has: `1` stays `1`. Texts become numbers with a point. */
export function toPythonNumber(value: JsonValue): bigint | number | undefined {
  return typeof value === 'bigint' ? value : toPythonFloat(value);
}

/** Text that is not empty or blank is text too: nothing else is taken for it. */
export function toText(value: JsonValue): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A value as it is, where it can be written as JSON. */
export function toJobValue(value: JsonValue): JobValue | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return value;
}

/** A word in the form that Azure ML's client compares: `MedianStopping` as `median_stopping`, `MINIMIZE` as `minimize`. */
export function toSnakeWord(text: string): string {
  return text
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
