import type { RowValue } from './row-column.js';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const whole = /^[+-]?\d+$/;
/** As Python's `str` writes them. */
const notFinite = /^([+-]?)(nan|inf|infinity)$/i;

/**
 * The numbers that texts are, where every one of them is a number from end to end; else the texts as they are. A whole
 * number beyond 2^53 is a bigint.
 */
export function numbersOfTexts(texts: readonly (string | null)[]): readonly RowValue[] {
  const isNumeric = texts.every((text) => text === null || decimal.test(text) || notFinite.test(text));
  return isNumeric ? texts.map((text) => (text === null ? null : numberOf(text))) : texts;
}

function numberOf(text: string): number | bigint {
  const [, sign, word] = notFinite.exec(text) ?? [];
  if (word !== undefined) {
    if (word.toLowerCase() === 'nan') return Number.NaN;
    return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  const value = Number(text);
  return whole.test(text) && !Number.isSafeInteger(value) ? BigInt(text.replace(/^\+/, '')) : value;
}
