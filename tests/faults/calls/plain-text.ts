import { Experiment, HyperDriveConfig, HyperDriveError, HyperDriveRun, Run, writeJson } from '@hyperdrive-run/sdk';

/** A value as text in which nothing is lost that an answer could differ in: for comparing, and for whoever reads it. */
export function plainText(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof HyperDriveRun || value instanceof Run) {
    return `${value.constructor.name} ${value.id} ${plainText(value.record)}`;
  }
  if (value instanceof HyperDriveConfig) return writeJson(value.toWire());
  if (HyperDriveError.isInstance(value)) return `error ${value.code}`;
  if (value instanceof Experiment) return `experiment ${value.name}`;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Map)
    return `{${[...value].map(([key, item]) => `${plainText(key)}: ${plainText(item)}`).join(', ')}}`;
  if (Array.isArray(value)) return `[${value.map(plainText).join(', ')}]`;
  if (typeof value === 'object') {
    const fields = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${fields.map(([key, item]) => `${key}: ${plainText(item)}`).join(', ')}}`;
  }
  return typeof value;
}
