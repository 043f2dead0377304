import { isJsonArray, isJsonObject, type JsonValue } from './json-value.js';

/**
 * Writes a {@link JsonValue} as JSON that every parser takes: a bigint as its digits, NaN and the infinities as the
 * strings `"NaN"`, `"Infinity"` and `"-Infinity"`, `-0` as `-0.0`.
 * @param indent blanks a level; 0 (the default) writes one line without any space
 */
export function writeJson(value: JsonValue, indent = 0): string {
  return write(value, indent, '');
}

function write(value: JsonValue, indent: number, margin: string): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return `"${value}"`;
    if (Object.is(value, -0)) return '-0.0';
    const digits = String(value);
    // A double beyond 2^53 keeps a mark of being one, so that it is not read back as a bigint.
    return Number.isSafeInteger(value) || !/^-?\d+$/.test(digits) ? digits : `${digits}.0`;
  }
  if (typeof value === 'bigint') return String(value);
  const inner = margin + ' '.repeat(indent);
  if (isJsonArray(value)) {
    return enclose(
      '[',
      value.map((item) => write(item, indent, inner)),
      ']',
      indent,
      margin,
    );
  }
  if (isJsonObject(value)) {
    const colon = indent > 0 ? ': ' : ':';
    const entries = [...value].map(([key, item]) => JSON.stringify(key) + colon + write(item, indent, inner));
    return enclose('{', entries, '}', indent, margin);
  }
  return JSON.stringify(value);
}

function enclose(open: string, items: readonly string[], close: string, indent: number, margin: string): string {
  if (items.length === 0) return open + close;
  if (indent === 0) return open + items.join(',') + close;
  const inner = `\n${margin}${' '.repeat(indent)}`;
  return `${open}${inner}${items.join(`,${inner}`)}\n${margin}${close}`;
}
