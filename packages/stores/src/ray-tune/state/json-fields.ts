import type { JsonObject } from '@hyperdrive-run/core/json';

/** A field that is a text and not empty. */
export function textField(object: JsonObject, name: string): string | undefined {
  const value = object.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A field that is a finite number: Ray writes `-Infinity` for times that never came. */
export function numberField(object: JsonObject, name: string): number | undefined {
  const value = object.get(name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A field of seconds since 1970, as Ray writes times. */
export function timeField(object: JsonObject, name: string): Date | undefined {
  const seconds = numberField(object, name);
  return seconds === undefined ? undefined : new Date(seconds * 1000);
}
