import { isJsonObject, type JsonObject } from '../json/json-value.js';
import { parseJson } from '../json/parse-json.js';

/** A trial's hyperparameters by name, as its sweep chose them. Integers beyond 2^53 are bigint. */
export type Hyperparameters = JsonObject;

/** Reads hyperparameters from their JSON text, such as a sweep's tag; `undefined` where the text is no JSON object. */
export function parseHyperparameters(text: string): Hyperparameters | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
