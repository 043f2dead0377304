import { isJsonObject, type JsonObject, type JsonValue, parseJson, writeJson } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import { errorMessage } from '../error-message.js';

/** What reads one thing of the wire out of parsed JSON. */
export type WireSchema<T> = z.ZodMiniType<T>;

/** What came of reading: the value, or one line that says where it is not what was expected. */
export type WireReading<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly message: string };

/** Any JSON object, kept as the Map that it was parsed to: for keys that are users' words. */
export const jsonObject: WireSchema<JsonObject> = z.custom<JsonObject>((value: unknown) => value instanceof Map);

/** Any JSON value, kept as it is. */
export const jsonValue: WireSchema<JsonValue> = z.custom<JsonValue>(() => true);

/** Text under users' keys: tags and properties. What is no text is kept as its JSON; a tag without a value is empty. */
export const textByName: WireSchema<ReadonlyMap<string, string>> = z.pipe(
  z.custom<JsonObject>((value: unknown) => value instanceof Map),
  z.transform((entries: JsonObject) => {
    const texts = new Map<string, string>();
    for (const [name, value] of entries) {
      texts.set(name, value === null ? '' : typeof value === 'string' ? value : writeJson(value));
    }
    return texts;
  }),
);

/** A short word that some services write as a number, such as an error's code. */
export const wordOrNumber: WireSchema<string> = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((value: string | number) => String(value)),
);

/** A field that may be missing, null or nonsense: all three are `undefined`. For everything that we can do without. */
export function maybe<T>(schema: WireSchema<T>): z.ZodMiniCatch<z.ZodMiniOptional<WireSchema<T>>> {
  return z.catch(z.optional(schema), undefined);
}

/**
 * Where the next page is, in an answer that may be the last one: then it is missing, null or empty. Nonsense is a failure:
 * a list that is cut short there would pass for a whole one.
 */
export const pageCursor: WireSchema<string | undefined> = z.pipe(
  z.optional(z.nullable(z.string())),
  z.transform((cursor: string | null | undefined) => cursor ?? undefined),
);

/** A JSON object with known fields. Unknown ones are noise; a field that is neither there nor `maybe` is a failure. */
export function wireObject<Shape extends z.core.$ZodShape>(shape: Shape): WireSchema<z.output<z.ZodMiniObject<Shape>>> {
  const schemas = Object.entries(shape);
  const readsNullAsNothing = createNullReader();
  return z.pipe(
    z.transform((entries: unknown, context) => {
      if (!(entries instanceof Map)) {
        context.issues.push({ code: 'custom', message: 'is no object', input: undefined });
        return z.NEVER;
      }
      const known: Record<string, unknown> = {};
      for (const [key, schema] of schemas) {
        const value: unknown = entries.get(key);
        if (value === null && readsNullAsNothing(schema)) known[key] = undefined;
        else if (value !== undefined) known[key] = value;
      }
      return known;
    }),
    z.object(shape),
  );
}

/**
 * Says whether a schema reads null like what is not there. Services write null for each of the many fields of a run that has
 * nothing to say; that a schema finds it wrong first costs as much as all that is there.
 */
function createNullReader(): (schema: z.core.$ZodType) => boolean {
  const known = new Map<z.core.$ZodType, boolean>();
  const isNothing = (schema: z.core.$ZodType, value: unknown): boolean => {
    const reading = z.safeParse(schema, value);
    return reading.success && reading.data === undefined;
  };
  return (schema) => {
    const before = known.get(schema);
    if (before !== undefined) return before;
    const isSame = isNothing(schema, null) && isNothing(schema, undefined);
    known.set(schema, isSame);
    return isSame;
  };
}

/**
 * A JSON list, read item by item and no further than to the first item that is wrong: a fault for each of a million items
 * would take seconds, and the memory.
 */
export function wireList<T>(item: WireSchema<T>): WireSchema<readonly T[]> {
  return listOf((value) => z.safeParse(item, value));
}

/**
 * The same of items that a function reads: a schema for each of some hundred thousand would take most of the time.
 * @param readItem returns `undefined` for an item that is wrong
 */
export function wireItems<T>(readItem: (value: JsonValue) => T | undefined): WireSchema<readonly T[]> {
  return listOf((value) => {
    const data = readItem(value);
    return data === undefined ? wrongItem : { success: true, data };
  });
}

/** What came of reading an item: the value, or where it is wrong. */
type ItemReading<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly error: { readonly issues: readonly z.core.$ZodIssue[] } };

const wrongItem = { success: false, error: { issues: [] } } as const;

function listOf<T>(readItem: (value: JsonValue) => ItemReading<T>): WireSchema<readonly T[]> {
  return z.pipe(
    z.custom<readonly JsonValue[]>((value: unknown) => Array.isArray(value)),
    z.transform((items: readonly JsonValue[], context) => {
      const read: T[] = [];
      for (const value of items) {
        const reading = readItem(value);
        if (!reading.success) {
          const [issue] = reading.error.issues;
          const path = [read.length, ...(issue?.path ?? [])];
          context.issues.push({ code: 'custom', path, message: issue?.message ?? '', input: undefined });
          return z.NEVER;
        }
        read.push(reading.data);
      }
      return read;
    }),
  );
}

/** Reads a parsed JSON value. Does not throw. */
export function readWire<T>(schema: WireSchema<T>, value: JsonValue): WireReading<T> {
  const reading = z.safeParse(schema, value);
  if (reading.success) return reading;
  const [issue] = reading.error.issues;
  const path = issue?.path.map(String).join('.') ?? '';
  const found = isJsonObject(value) ? 'an object' : Array.isArray(value) ? 'an array' : typeof value;
  return {
    success: false,
    message: path === '' ? `an object was expected, but ${found} was found` : `${path} is missing or of the wrong kind`,
  };
}

/** Reads JSON text as it comes from the wire, Python's bare `NaN` and `Infinity` included. Does not throw. */
export function readWireText<T>(schema: WireSchema<T>, text: string): WireReading<T> {
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch (error) {
    return { success: false, message: errorMessage(error) };
  }
  return readWire(schema, value);
}
