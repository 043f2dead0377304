import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { textOf, toFields } from './json-fields.js';

/** Why a request failed, for a person. */
export interface Problem {
  readonly message: string;
  /** What to do about it; empty where nothing is known. */
  readonly hint: string;
  /** The code of the error, where it is one of core's. */
  readonly code: string | undefined;
}

/** Writes a problem. */
export function problemToJson({ message, hint, code }: Problem): JsonObject {
  return toFields({ message, hint, code });
}

/** Reads what `problemToJson` wrote; `undefined` where it is something else, such as the page of a proxy. */
export function problemFromJson(json: JsonValue): Problem | undefined {
  const message = isJsonObject(json) ? textOf(json, 'message') : undefined;
  if (message === undefined || !isJsonObject(json)) return undefined;
  return { message, hint: textOf(json, 'hint') ?? '', code: textOf(json, 'code') };
}
