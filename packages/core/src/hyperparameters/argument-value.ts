/** A value of a command line: what is a decimal number becomes one, a whole number with all its digits. */
export function valueOfText(text: string): string | number | bigint {
  if (!/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return text;
  const value = Number(text);
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? BigInt(text) : value;
}
