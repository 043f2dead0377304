/** Digits that are shown of a longer number. */
const usualDigits = 6;

/**
 * A number for a person to read: whole where it is short, else its first digits and `…`. It is cut, never rounded, so
 * that what is shown is never more than there is: 0.99999999 does not read as 1.
 * @param digits how many significant ones are shown, at least
 */
export function formatNumber(value: number | bigint, digits: number = usualDigits): string {
  const text = String(value);
  const [, whole, fraction, exponent = ''] = /^(-?\d+)\.(\d+)(e[+-]\d+)?$/.exec(text) ?? [];
  if (whole === undefined || fraction === undefined) return text;
  const leadingZeros = /^-?0$/.test(whole) ? (/^0*/.exec(fraction)?.[0].length ?? 0) : 0;
  const wholeDigits = /^-?0$/.test(whole) ? 0 : whole.replace('-', '').length;
  const kept = leadingZeros + Math.max(2, digits - wholeDigits);
  // One digit more takes no more room than the `…` in its place.
  if (fraction.length <= kept + 1) return text;
  return `${whole}.${fraction.slice(0, kept)}…${exponent}`;
}
