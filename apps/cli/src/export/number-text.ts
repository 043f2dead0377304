const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** As Python's `str` writes them, which is what services keep that know text alone. */
const notFinite = /^([+-]?)(nan|inf|infinity)$/i;

/**
 * A number as every reader of tables takes it for one, or `undefined` where the value is none. Texts count that are a
 * number from end to end: services that keep text alone hand numbers on like that. All digits stay.
 *
 * An infinity is `1e999`: no reader has a number that large, so pandas, polars and DuckDB all read an infinity and a
 * column of numbers. The word makes a column of text in polars, or in DuckDB.
 */
export function numberText(value: string | number | bigint): string | undefined {
  if (typeof value !== 'string') return Object.is(value, -0) ? '-0.0' : spelled(String(value));
  return decimal.test(value) || notFinite.test(value) ? spelled(value) : undefined;
}

function spelled(text: string): string {
  const [, sign = '', word] = notFinite.exec(text) ?? [];
  if (word !== undefined) return word.toLowerCase() === 'nan' ? 'NaN' : `${sign === '-' ? '-' : ''}1e999`;
  return text.startsWith('+') ? text.slice(1) : text;
}
