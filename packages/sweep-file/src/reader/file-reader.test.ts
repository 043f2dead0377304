import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../yaml/yaml-source.js';
import { createFileReader, type FileReader, placeOf } from './file-reader.js';

/** A reader of a text, with its mapping. */
function open(text: string): { readonly reader: FileReader; readonly map: JsonObject } {
  const source = readYaml(text);
  if (!isJsonObject(source.value)) throw new Error('The text is no mapping.');
  return { reader: createFileReader(source), map: source.value };
}
const shown = ({ problems, warnings }: Pick<FileReader, 'problems' | 'warnings'>): readonly string[] => [
  ...problems.map(({ line, column, path, got, takes }) => `${line}:${column} ${path} is ${got}, but takes ${takes}`),
  ...warnings.map(({ line, column, path, message }) => `${line}:${column} ${path} ${message}`),
];

describe('a value that is due', () => {
  const read = (text: string, how: (reader: FileReader, place: ReturnType<typeof placeOf>) => unknown): unknown => {
    const { reader, map } = open(`a: ${text}\n`);
    const value = how(reader, placeOf(map, [], 'a'));
    return value === undefined ? shown(reader) : value;
  };

  it.each<[string, JsonValue]>([
    ['5', 5],
    ['"5"', 5],
    ['" 5.5 "', 5.5],
    ['1e3', 1000],
    ['0x10', 16],
    ['12345678901234567890', 12_345_678_901_234_567_890n],
    ['"1e400"', ['1:4 a is "1e400", but takes a number']],
    ['.inf', ['1:4 a is Infinity, but takes a number']],
    ['""', ['1:4 a is "", but takes a number']],
    ['" "', ['1:4 a is " ", but takes a number']],
    ['many', ['1:4 a is "many", but takes a number']],
    ['true', ['1:4 a is true, but takes a number']],
    ['[1]', ['1:1 a is a list of 1, but takes a number']],
    ['', ['1:4 a is missing, but takes a number']],
  ])('is a number of %s', (text, expected) => {
    expect(read(text, (reader, place) => reader.readNumber(place, 'a number'))).toEqual(expected);
  });

  it.each<[string, JsonValue]>([
    ['x', 'x'],
    ['" x "', ' x '],
    ['" "', ['1:4 a is " ", but takes words']],
    ['5', ['1:4 a is 5, but takes words']],
    ['12345678901234567890', ['1:4 a is 12345678901234567890, but takes words']],
    ['{ b: c }', ['1:1 a is a mapping, but takes words']],
    ['', ['1:4 a is missing, but takes words']],
  ])('is a text of %s', (text, expected) => {
    expect(read(text, (reader, place) => reader.readText(place, 'words'))).toEqual(expected);
  });

  it.each<[string, JsonValue]>([
    ['median_stopping', 'median_stopping'],
    ['MedianStopping', 'median_stopping'],
    ['MEDIAN_STOPPING', 'median_stopping'],
    ['QLogUniform', 'qloguniform'],
    ['sweep1Job', 'sweep1_job'],
    ['bandit', ['1:4 a is "bandit", but takes one of median_stopping, qloguniform, sweep1_job']],
    ['5', ['1:4 a is 5, but takes one of median_stopping, qloguniform, sweep1_job']],
    ['', ['1:4 a is missing, but takes one of median_stopping, qloguniform, sweep1_job']],
  ])('is a word of %s', (text, expected) => {
    const words = ['median_stopping', 'qloguniform', 'sweep1_job'];
    expect(read(text, (reader, place) => reader.readWord(place, words))).toEqual(expected);
  });

  it('is one word where there is one alone', () => {
    expect(read('command', (reader, place) => reader.readWord(place, ['sweep']))).toEqual([
      '1:4 a is "command", but takes sweep',
    ]);
  });

  it('may be left out where it is optional, and is refused there as well', () => {
    const { reader, map } = open('a: [1]\nb:\n');
    const [there, empty, missing] = ['a', 'b', 'c'].map((key) => placeOf(map, [], key));
    for (const place of [empty, missing]) {
      if (place === undefined) throw new Error('No place.');
      expect([
        reader.readNumber(place, 'a number', 'optional'),
        reader.readText(place, 'text', 'optional'),
        reader.readMap(place, 'a mapping', 'optional'),
        reader.readWord(place, ['x'], 'optional'),
      ]).toEqual([undefined, undefined, undefined, undefined]);
    }
    expect(reader.problems).toEqual([]);
    if (there !== undefined) reader.readMap(there, 'a mapping', 'optional');
    expect(shown(reader)).toEqual(['1:1 a is a list of 1, but takes a mapping']);
  });
});

describe('a place of which all is said', () => {
  it('has no fault or warning more, and nothing of it is said to have no effect', () => {
    const { reader, map } = open('a: 1\nab: 2\n');
    reader.settle(['a']);
    reader.refuse(placeOf(map, [], 'a'), 'text');
    reader.warn(placeOf(map, [], 'a'), 'is odd');
    reader.ignore(placeOf(map, [], 'a'), 'compute');
    expect([reader.problems, reader.warnings, reader.ignored]).toEqual([[], [], []]);
    reader.refuse(placeOf(map, [], 'ab'), 'text');
    expect(shown(reader)).toEqual(['2:5 ab is 2, but takes text']);
  });

  it('is not missing, nor is what should be around it', () => {
    const { reader } = open('a: 1\n');
    reader.settle(['limits', 'timeout']);
    reader.refuse({ path: ['limits', 'timeout'], value: undefined }, 'a number');
    reader.refuse({ path: ['limits'], value: undefined }, 'a mapping');
    expect(reader.problems).toEqual([]);
    reader.refuse({ path: ['limits'], value: undefined }, 'a mapping', 'odd');
    reader.refuse({ path: ['limits'], value: [] }, 'a mapping');
    reader.refuse({ path: ['limit'], value: undefined }, 'a mapping');
    expect(shown(reader)).toEqual([
      '1:1 limits is odd, but takes a mapping',
      '1:1 limits is a list of 0, but takes a mapping',
      '1:1 limit is missing, but takes a mapping',
    ]);
  });
});

it('a key without a value has no effect anyway', () => {
  const { reader, map } = open('compute:\nidentity: { type: managed }\n');
  reader.ignore(placeOf(map, [], 'compute'), 'compute');
  reader.ignore(placeOf(map, [], 'identity'), 'identity');
  expect(reader.ignored).toEqual([{ line: 2, column: 1, path: 'identity', key: 'identity' }]);
});

describe('keys that are not known', () => {
  it('are passed over with a warning at the key, and with what is meant', () => {
    const { reader, map } = open('descripton: x\nowner: y\nname: z\n');
    reader.checkOtherKeys(map, [], ['name', 'description']);
    const words = 'is not a known key and is passed over, where Azure ML refuses it';
    expect(shown(reader)).toEqual([`1:1 descripton ${words}; did you mean description?`, `2:1 owner ${words}`]);
  });

  it('are refused in a section where each counts, and what they mean is not missing', () => {
    const { reader, map } = open('max_trials: 3\n');
    reader.checkOtherKeys(map, ['limits'], ['max_total_trials'], 'limits');
    reader.refuse({ path: ['limits', 'max_total_trials'], value: undefined }, 'a number');
    expect(shown(reader)).toEqual([
      '1:1 limits.max_trials is not a known key: write limits.max_total_trials, but takes undefined',
    ]);
  });
});

describe('what the versions of YAML read differently', () => {
  const differences = (text: string, numbers: readonly string[] = []): readonly string[] => {
    const source = readYaml(text);
    const reader = createFileReader(source);
    const map = isJsonObject(source.value) ? source.value : undefined;
    for (const key of numbers) reader.readNumber(placeOf(map, [], key), 'a number');
    return reader.differencesOf(source.differences).map(({ line, column, path }) => `${line}:${column} ${path}`);
  };

  it('is said where no number is due, or where it is another number', () => {
    expect(differences('a: 1e5\nb: 010\nc: on\n')).toEqual(['1:4 a', '2:4 b', '3:4 c']);
    expect(differences('a: 1e5\nb: 010\nc: on\n', ['a', 'b'])).toEqual(['2:4 b', '3:4 c']);
  });

  it('is said once of what several aliases name', () => {
    expect(differences('a: &one 1e5\nb: *one\n')).toEqual(['1:9 a']);
  });
});
