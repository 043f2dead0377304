import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import { parseJson } from '../../json/parse-json.js';
import { readScriptRun, type ScriptRun } from './script-run.js';

function jsonObject(plain: unknown): JsonObject {
  const value: JsonValue = parseJson(JSON.stringify(plain));
  if (!isJsonObject(value)) throw new Error('no object');
  return value;
}

/** What is read of a run definition with these keys. */
function readRun(overrides: unknown, definition: object = {}): ScriptRun {
  return readScriptRun(jsonObject({ Definition: { Overrides: overrides, ...definition } }));
}

describe('the command of a script run', () => {
  it.each([
    [{ Command: 'python train.py' }, 'python train.py'],
    [{ command: 'python train.py' }, 'python train.py'],
    [{ Command: ['python', 'my train.py'], Script: 'other.py' }, "python 'my train.py'"],
    [{ Command: [], Script: 'train.py' }, 'python train.py'],
    [{ Command: ' ', Script: 'train.py' }, 'python train.py'],
    [{ Command: null, Script: 'train.py', Arguments: ['--n', 3, true] }, 'python train.py --n 3 true'],
    [{ script: 'train.py', arguments: 'none' }, 'python train.py'],
    [{ Script: '' }, undefined],
    [{ Script: 5 }, undefined],
    [{ Arguments: ['--n'] }, undefined],
    [{}, undefined],
    ['no object', undefined],
  ])('of %j is %j', (overrides, expected) => {
    expect(readRun(overrides).command).toBe(expected);
  });

  it.each([
    ['plain-word_1.2/3:4=5,6@7%8+9', 'plain-word_1.2/3:4=5,6@7%8+9'],
    ['$DATA/x', '$DATA/x'],
    ['${DATA}', '${DATA}'],
    ['two words', "'two words'"],
    ['a"b', `'a"b'`],
    ["it's it's", String.raw`'it'\''s it'\''s'`],
    ['$DATA/two words', '"$DATA/two words"'],
    ['$A "b" `c` \\d', String.raw`"$A \"b\" \`c\` \\d"`],
    ['', "''"],
    [null, "''"],
    [['x'], "''"],
    [{ x: 1 }, "''"],
    [false, 'false'],
  ])('has the word %j as the shell word %s', (given, expected) => {
    expect(readRun({ Script: 'train.py', Arguments: [given] }).command).toBe(`python train.py ${expected}`);
  });
});

describe('the environment of a script run', () => {
  const docker = { BaseImage: 'ubuntu:22.04' };
  it.each([
    [{ Name: 'env', Version: '3' }, 'azureml:env:3'],
    [{ name: 'env', version: '3', docker }, 'azureml:env:3'],
    [{ Name: 'env', Docker: docker }, { image: 'ubuntu:22.04' }],
    [{ Version: '3', Docker: docker }, { image: 'ubuntu:22.04' }],
    [
      { Docker: { ...docker, BaseImageRegistry: { Address: 'mine.azurecr.io' } } },
      { image: 'mine.azurecr.io/ubuntu:22.04' },
    ],
    [
      { Docker: docker, Python: { CondaDependencies: { name: 'c' } } },
      { image: 'ubuntu:22.04', conda_file: { name: 'c' } },
    ],
    [{ Python: { CondaDependencies: { name: 'c' } } }, undefined],
    [{ Name: 'env' }, undefined],
    [{ Docker: { BaseImage: '' } }, undefined],
  ])('%j is written as %j', (environment, expected) => {
    const written = readRun({ Environment: environment }).environment;
    expect(written).toEqual(typeof expected === 'object' ? jsonObject(expected) : expected);
  });
});

describe('what else a script run says', () => {
  it.each([
    [{ Environment: { EnvironmentVariables: { A: '1' } } }, { A: '1' }],
    [{ EnvironmentVariables: { B: '2' } }, { B: '2' }],
    [{ Environment: { environmentVariables: { A: '1' } }, EnvironmentVariables: { B: '2' } }, { A: '1' }],
    [{ EnvironmentVariables: {} }, undefined],
    [{}, undefined],
  ])('of %j the variables are %j', (overrides, expected) => {
    const read = readRun(overrides).environmentVariables;
    expect(read).toEqual(expected === undefined ? undefined : jsonObject(expected));
  });

  it.each([
    [600, 600],
    [0.5, 0.5],
    [0, undefined],
    [-1, undefined],
    ['600', undefined],
    [null, undefined],
  ])('of a longest duration of %j it takes %j seconds', (given, expected) => {
    expect(readRun({ MaxRunDurationSeconds: given }).maxDurationSeconds).toBe(expected);
  });

  it('is its target, and where its code is kept', () => {
    expect(readRun({ Target: 'gpu' }, { SnapshotId: 'abc' })).toMatchObject({ target: 'gpu', snapshotId: 'abc' });
    expect(readRun({ target: '' }, { snapshotId: null })).toMatchObject({ target: undefined, snapshotId: undefined });
  });

  it.each([[undefined], [{}], [{ Definition: 'x' }], [{ Definition: { Overrides: [] } }]])(
    'is nothing where a sweep has %j',
    (platform) => {
      const read = readScriptRun(platform === undefined ? undefined : jsonObject(platform));
      expect(Object.values(read).filter((value) => value !== undefined)).toEqual([]);
    },
  );
});
