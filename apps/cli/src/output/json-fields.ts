import type { JsonObject, JsonValue } from '@hyperdrive-run/sdk';

/** A JSON object from fields that this program names itself; what is undefined is left out. */
export function jsonFields(fields: { readonly [name: string]: JsonValue | Date | undefined }): JsonObject {
  return new Map(
    Object.entries(fields).flatMap(([name, value]): [string, JsonValue][] => {
      if (value === undefined) return [];
      return [[name, value instanceof Date ? value.toISOString() : value]];
    }),
  );
}
