import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { requireObject, textOf, toFields } from './json-fields.js';

/** The end of a log file, or what was added to it. */
export interface LogTail {
  readonly text: string;
  /** How many bytes the file has up to the end of `text`: the next look asks for what comes after them. */
  readonly end: number;
  /** Whether the beginning was left out, because the file is long. */
  readonly isCut: boolean;
}

/** Writes it. */
export function logTailToJson({ text, end, isCut }: LogTail): JsonObject {
  return toFields({ text, end, isCut });
}

/** Reads what `logTailToJson` wrote. @throws Error where it is no object */
export function logTailFromJson(json: JsonValue): LogTail {
  const fields = requireObject(json, 'the end of a log');
  return { text: textOf(fields, 'text') ?? '', end: Number(fields.get('end')), isCut: fields.get('isCut') === true };
}
