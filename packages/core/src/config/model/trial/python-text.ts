/**
 * A value as Python's `str()` writes it: `True`, `1e-07`, `1e+16`, `0.1`. Azure ML's own tool hands the literal inputs of
 * a sweep over in this form, so scripts expect it. A whole number keeps its digits: JavaScript cannot tell 5 from 5.0.
 */
export function pythonText(value: string | number | bigint | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'number') return String(value);
  return Number.isInteger(value) && Math.abs(value) < 1e21 && !Object.is(value, -0)
    ? BigInt(value).toString()
    : pythonFloatText(value);
}

/** A double as Python's `repr` writes it: the shortest digits that read back the same, with a dot or an exponent. */
export function pythonFloatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa = '0', power = '0'] = Math.abs(value).toExponential().split('e');
  const exponent = Number(power);
  // Python's own bounds between the two notations (float_repr_style 'short').
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
  }
  const digits = mantissa.replace('.', '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}
