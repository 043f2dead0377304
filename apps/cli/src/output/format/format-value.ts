import { type JsonValue, writeJson } from '@hyperdrive-run/sdk';
import { escapeForTerminal } from '../escape/escape-for-terminal.js';
import { formatNumber } from './format-number.js';

/** A value of any kind for a person: text as it is, long numbers cut, the rest as JSON. */
export function formatValue(value: JsonValue | undefined, digits?: number): string {
  if (typeof value === 'number' || typeof value === 'bigint') return formatNumber(value, digits);
  return plainValue(value);
}

/** A value of any kind for a program: text as it is, numbers with all their digits, the rest as JSON. */
export function plainValue(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeForTerminal(value);
  if (typeof value === 'number') return String(value);
  return escapeForTerminal(writeJson(value));
}
