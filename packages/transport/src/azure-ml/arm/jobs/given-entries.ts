import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';

/** An object of the entries that say something: services write `null` for what nobody gave. */
export function givenEntries(entries: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return new Map(
    Object.entries(entries).flatMap(([key, value]) =>
      value === undefined || value === null ? [] : [[key, value] as const],
    ),
  );
}
