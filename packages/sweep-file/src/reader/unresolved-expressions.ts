import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { type FilePath, formatFilePath } from './file-path.js';
import type { FileReader } from './file-reader.js';

/** In the path of an output Azure ML puts these in itself; here outputs have a place of their own anyway. */
const namesOfOutputs = /\$\{\{\s*(?:name|output_name|default_datastore)\s*\}\}/g;

/**
 * Refuses `${{...}}` wherever nothing resolves it: everywhere but in a trial's command, whose placeholders are checked
 * with their names, and in descriptions, which are prose.
 * @param command where the trial's command is
 */
export function refuseExpressions(reader: FileReader, map: JsonObject, command: string): void {
  const refused = new Set(reader.problems.map((problem) => problem.path));
  function visit(value: JsonValue, path: FilePath): void {
    if (path.length > 0 && refused.has(formatFilePath(path))) return;
    if (isJsonObject(value)) for (const [key, item] of value) visit(item, [...path, key]);
    else if (isJsonArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index]);
    else if (typeof value === 'string' && value.includes('${{')) visitText(value, path);
  }
  function visitText(text: string, path: FilePath): void {
    if (formatFilePath(path) === command || path.at(-1) === 'description') return;
    const isOutputPath = path[0] === 'outputs' && path.at(-1) === 'path';
    if (isOutputPath && !text.replaceAll(namesOfOutputs, '').includes('${{')) return;
    const takes = /\$\{\{\s*parent\b/.test(text)
      ? 'a value of its own: there is no pipeline around a sweep file'
      : "a value: ${{...}} is resolved in a trial's command only";
    reader.refuse({ path, value: text }, takes);
    reader.settle(path);
  }
  visit(map, []);
}
