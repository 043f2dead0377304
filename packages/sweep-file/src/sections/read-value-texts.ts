import type { ParameterExpression } from '@hyperdrive-run/core/config';
import { isJsonArray, isJsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import type { TrialDefinition } from '@hyperdrive-run/core/trial';
import type { FilePath } from '../reader/file-path.js';
import type { FileReader } from '../reader/file-reader.js';

/**
 * How the file writes the numbers of its choices, where JavaScript does not keep it: a script that is to get `2.0`, `1e-5`
 * or `0.10` gets just that.
 */
export function readValueTexts(
  reader: FileReader,
  at: FilePath,
  space: ReadonlyMap<string, ParameterExpression>,
): Pick<TrialDefinition, 'valueTexts'> {
  const byName = [...space].flatMap(([name, expression]): [string, Map<string, string>][] => {
    if (expression.kind !== 'choice') return [];
    const texts = new Map<string, string>();
    for (const [index, value] of expression.values.entries()) {
      const json = writeJson(value);
      const text = textOf(reader, [...at, name, 'values', index], value);
      // Of a number that is written twice, the first form counts, as the value itself does.
      if (!texts.has(json)) texts.set(json, text);
    }
    const changed = new Map([...texts].filter(([json, text]) => json !== text));
    return changed.size === 0 ? [] : [[name, changed]];
  });
  return byName.length === 0 ? {} : { valueTexts: new Map(byName) };
}

/** @param isInside whether the text is part of JSON, which has no `1.`, `.5` or `+1` */
function textOf(reader: FileReader, path: FilePath, value: JsonValue, isInside = false): string {
  if (isJsonArray(value)) {
    return `[${value.map((item, index) => textOf(reader, [...path, index], item, true)).join(',')}]`;
  }
  if (isJsonObject(value)) {
    const entries = [...value].map(
      ([key, item]) => `${JSON.stringify(key)}:${textOf(reader, [...path, key], item, true)}`,
    );
    return `{${entries.join(',')}}`;
  }
  const written = reader.writtenAt({ path, value });
  const isKept = written !== undefined && (isInside ? jsonNumber : decimalNumber).test(written);
  return isKept ? written : writeJson(value);
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** Not `010`, which some programs read as octal: it is handed over as the 10 that it is. */
const decimalNumber = /^[-+]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
