import { type JsonValue, writeJson } from '@hyperdrive-run/sdk';
import { formatNumber } from '../output/format/format-number.js';

/** A value of any kind in a report: text as it is, long numbers cut, the rest as JSON. HTML needs no terminal's escapes. */
export function formatCell(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'bigint') return formatNumber(value);
  return typeof value === 'string' ? value : writeJson(value);
}
