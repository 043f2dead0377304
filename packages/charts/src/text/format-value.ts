import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { formatNumber } from './format-number.js';

/** A hyperparameter's value as a person writes it. */
export function formatValue(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return formatNumber(value);
  return typeof value === 'string' ? value : writeJson(value);
}
