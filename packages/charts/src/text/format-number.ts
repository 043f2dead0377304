/** A number short enough for a chart: six digits, with an exponent where it is very large or very small. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value) || value === 0) return String(value);
  const magnitude = Math.abs(value);
  if (magnitude >= 1e7 || magnitude < 1e-4) return tidyExponent(value.toExponential(3));
  return String(Number(value.toPrecision(6)));
}

/** The text of a tick that is a multiple of a step: as many digits as the step needs. */
export function formatTick(value: number, step: number): string {
  const magnitude = Math.abs(value);
  if (value === 0) return '0';
  if (magnitude >= 1e6 || magnitude < 1e-4) {
    const digits = Math.max(0, exponentOf(value) - exponentOf(step));
    return tidyExponent(value.toExponential(Math.min(digits, 15)));
  }
  return value.toFixed(Math.min(20, Math.max(0, -exponentOf(step))));
}

function exponentOf(value: number): number {
  return Math.floor(Math.log10(Math.abs(value)) + 1e-9);
}

/** `1.500e-7` is `1.5e-7`. */
function tidyExponent(text: string): string {
  const [digits = '', exponent = ''] = text.split('e');
  return `${Number(digits)}e${exponent.replace('+', '')}`;
}
