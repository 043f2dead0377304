// JSON that loses nothing: exact integers, the order of keys, NaN and the infinities.

export { createExactJsonReader, type ExactJsonReader } from './json/exact-json-reader.js';
export { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json/json-value.js';
export { parseJson } from './json/parse-json.js';
export { type PlainJson, toPlainJson } from './json/to-plain-json.js';
export { writeJson } from './json/write-json.js';
