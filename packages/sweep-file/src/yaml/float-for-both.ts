import { pythonFloatText } from '@hyperdrive-run/core/trial';

/** A float in a form that both versions of YAML read as that float: with a dot, and a sign in its exponent. */
export function floatForBoth(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  return pythonFloatText(value).replace(/^(-?\d+)e/, '$1.0e');
}
