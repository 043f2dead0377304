import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';

/**
 * Reads a `result.json`: one object a line, with Python's NaN. A line that is no JSON, as the last one of a writer that was
 * killed, is left out; the lines before it count, although Ray itself then has none of them.
 */
export function readResultLines(text: string): readonly JsonObject[] {
  const results: JsonObject[] = [];
  for (const line of text.split('\n')) {
    const value = line.trim() === '' ? undefined : parsed(line);
    if (isJsonObject(value)) results.push(value);
  }
  return results;
}

function parsed(line: string): JsonValue | undefined {
  try {
    return parseJson(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
