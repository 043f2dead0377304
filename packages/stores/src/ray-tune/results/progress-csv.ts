import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';

/**
 * Reads a `progress.csv`: what is left of a trial whose `result.json` is missing. Its columns are those of the first report,
 * so a metric that began later is not in it. A last line that was cut is left out.
 */
export function readProgressCsv(text: string): readonly JsonObject[] {
  const [names = [], ...records] = recordsOf(text);
  return records
    .filter((record) => record.length === names.length)
    .map(
      (record) =>
        new Map(
          names.flatMap((name, at) => {
            const value = valueOf(record[at] ?? '');
            return value === undefined ? [] : [[name, value] as const];
          }),
        ),
    );
}

/** RFC 4180: texts with separators, quotes or line breaks are quoted, and quotes in them are written twice. */
function recordsOf(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n)/y;
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    const [, quoted, plain = '', end] = match;
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}

const integer = /^-?\d+$/;
const decimal = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const words: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['True', true],
  ['False', false],
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
]);

/** The value that Python wrote as text. An empty cell is none, and lists, which are text, too, are left out as elsewhere. */
function valueOf(text: string): JsonValue | undefined {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!decimal.test(text)) return text === '' || /^[[{]/.test(text) ? undefined : text;
  const value = Number(text);
  return integer.test(text) && !Number.isSafeInteger(value) ? BigInt(text) : value;
}
