import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJobSections } from '../__fixtures__/read-job-sections.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';

const folder = '/home/ada/orchard';

/** An input of a job, and what is wrong with it. */
function inputOf(text: string): readonly [unknown, readonly string[]] {
  const { job, problems } = readJobSections({ inputs: `{ rows: ${text} }` }, folder);
  return [job.inputs.get('rows'), problems];
}

describe('a literal input of a job', () => {
  it.each([
    ['text', 'text'],
    ["''", ''],
    ['true', 'True'],
    ['off', 'False'],
    ['3', '3'],
    ['12345678901234567890', '12345678901234567890'],
    ['1.0', '1.0'],
    ['1.0e-7', '1e-07'],
    ['1e3', '1e3'],
    ['{ value: text }', 'text'],
    ['{ value: yes }', 'True'],
    ['{ value: 2 }', '2'],
    ['{ value: -1 }', '-1'],
  ])('is the text that Python makes of it: %s', (text, value) => {
    expect(inputOf(text)).toEqual([{ kind: 'literal', value }, []]);
  });

  it.each([
    ['[1, 2]', 'inputs.rows is a list of 2, but takes text, a number, a boolean or a mapping'],
    ['', 'inputs.rows is without a value, but takes text, a number, a boolean or a mapping'],
    ['.nan', 'inputs.rows is NaN, but takes text, a number, a boolean or a mapping'],
    ['{ value: }', 'inputs.rows.value is without a value, but takes text, a number or a boolean'],
    ['{ value: [1] }', 'inputs.rows.value is a list of 1, but takes text, a number or a boolean'],
    [
      '{ value: 1 }',
      "inputs.rows.value is 1, which Azure ML's client changes in a mapping, but takes inputs.rows with the number itself",
    ],
    [
      '{ value: 0 }',
      "inputs.rows.value is 0, which Azure ML's client changes in a mapping, but takes inputs.rows with the number itself",
    ],
    [
      '{ value: 2.0 }',
      "inputs.rows.value is 2.0, which Azure ML's client changes in a mapping, but takes inputs.rows with the number itself",
    ],
  ])('is refused where it is %s', (text, problem) => {
    expect(inputOf(text)).toEqual([undefined, [problem]]);
  });

  it('in a mapping has no other key', () => {
    expect(inputOf('{ value: a, type: string }')[1]).toEqual([
      'inputs.rows.type is a key that Azure ML does not know, but takes one of value',
    ]);
  });
});

const arm =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/data/iris/versions/2';

describe('an asset as an input of a job', () => {
  it.each([
    ['https://data.example/a b.csv', { kind: 'uri', uri: 'https://data.example/a b.csv' }],
    ['wasbs://c@a.blob.core.windows.net/x', { kind: 'uri', uri: 'wasbs://c@a.blob.core.windows.net/x' }],
    ['azureml://datastores/s/paths/x', { kind: 'uri', uri: 'azureml://datastores/s/paths/x' }],
    ['A1+.-://x', { kind: 'uri', uri: 'A1+.-://x' }],
    [`azureml:${arm}`, { kind: 'uri', uri: arm }],
    [arm, { kind: 'uri', uri: arm }],
    [arm.toLowerCase(), { kind: 'uri', uri: arm.toLowerCase() }],
    ['azureml:iris:2', { kind: 'version', name: 'iris', version: '2' }],
    ['iris:2', { kind: 'version', name: 'iris', version: '2' }],
    ['azureml:iris:2:3', { kind: 'version', name: 'iris', version: '2:3' }],
    ['azureml:iris@latest', { kind: 'latest', name: 'iris' }],
    ['iris@latest', { kind: 'latest', name: 'iris' }],
  ])('is where its path says: %s', (path, source) => {
    expect(inputOf(`{ path: ${JSON.stringify(path)} }`)).toEqual([
      { kind: 'asset', type: 'uri_folder', source, mode: undefined },
      [],
    ]);
  });

  const takes = 'a path without : and @, an address, azureml:NAME:VERSION or azureml:NAME@latest';
  it.each([
    'azureml:iris',
    'azureml:iris@best',
    'iris@latest2',
    'xiris@best@latest',
    'a:b/c.csv',
    'a/b:c',
    'a/b@latest',
    ':2',
    'iris:',
    '@latest',
    'iris@x:2',
    'iris:2@x',
    '1a://x',
    'https:///x',
    '-://x',
  ])('is refused where its path is %s', (path) => {
    expect(inputOf(`{ path: "${path}" }`)).toEqual([undefined, [`inputs.rows.path is "${path}", but takes ${takes}`]]);
  });

  const path = 'path: azureml:iris:2';
  const source = { kind: 'version', name: 'iris', version: '2' };
  it.each([
    ['uri_file', 'ro_mount'],
    ['uri_folder', 'download'],
    ['custom_model', 'direct'],
    ['mlflow_model', 'ro_mount'],
    ['triton_model', 'download'],
    ['mltable', 'direct'],
    ['mltable', 'eval_mount'],
    ['mltable', 'eval_download'],
  ])('of type %s may have the mode %s', (type, mode) => {
    const text = `{ type: ${type.toUpperCase()}, mode: ${mode.toUpperCase()}, ${path} }`;
    expect(inputOf(text)).toEqual([{ kind: 'asset', type, source, mode }, []]);
  });

  it.each([
    ['type: uri_file, mode: eval_mount', 'mode', 'eval_mount', 'download, ro_mount, direct'],
    ['type: custom_model, mode: eval_download', 'mode', 'eval_download', 'download, ro_mount, direct'],
    ['type: mltable, mode: rw_mount', 'mode', 'rw_mount', 'download, ro_mount, direct, eval_mount, eval_download'],
    ['mode: upload', 'mode', 'upload', 'download, ro_mount, direct, eval_mount, eval_download'],
    ['type: csv', 'type', 'csv', 'uri_file, uri_folder, custom_model, mlflow_model, triton_model, mltable'],
  ])('is refused where it has %s', (keys, key, got, words) => {
    expect(inputOf(`{ ${keys}, ${path} }`)[1]).toEqual([`inputs.rows.${key} is "${got}", but takes one of ${words}`]);
  });

  it('without a type may have a mode of tables', () => {
    expect(inputOf(`{ mode: eval_mount, ${path} }`)).toEqual([
      { kind: 'asset', type: 'uri_folder', source, mode: 'eval_mount' },
      [],
    ]);
  });

  it.each([
    ['{ type: uri_file }', 'missing'],
    ['{ path: "" }', '""'],
    ['{ path: 5 }', '5'],
    ['{ path: }', 'without a value'],
  ])('is refused where it has no path: %s', (text, got) => {
    expect(inputOf(text)).toEqual([
      undefined,
      [`inputs.rows.path is ${got}, but takes a path, an address or azureml:NAME:VERSION`],
    ]);
  });

  it('has no other key', () => {
    expect(inputOf(`{ ${path}, description: x }`)[1]).toEqual([
      'inputs.rows.description is a key that Azure ML does not know, but takes one of type, path, mode, datastore',
    ]);
    expect(inputOf(`{ ${path}, datastore: 5 }`)[1]).toEqual(['inputs.rows.datastore is 5, but takes text']);
  });
});

describe.skipIf(process.platform === 'win32')('a local input of a job', () => {
  async function orchard(): Promise<string> {
    const at = await temporaryFolder();
    mkdirSync(join(at, 'data'));
    writeFileSync(join(at, 'table.csv'), '');
    return at;
  }

  it.each([
    ['{ type: uri_file, path: table.csv }', { type: 'uri_file', datastore: 'workspaceblobstore' }, 'table.csv'],
    ['{ path: ./data, datastore: beds }', { type: 'uri_folder', datastore: 'beds' }, 'data'],
    ['{ type: mltable, path: table.csv }', { type: 'mltable', datastore: 'workspaceblobstore' }, 'table.csv'],
    ['{ type: custom_model, path: data }', { type: 'custom_model', datastore: 'workspaceblobstore' }, 'data'],
  ])('is seen from the folder of the file: %s', async (text, { type, datastore }, path) => {
    const at = await orchard();
    const { job, problems } = readJobSections({ inputs: `{ rows: ${text} }` }, at);
    const source = { kind: 'local', path: join(at, path), datastore };
    expect([job.inputs.get('rows'), problems]).toEqual([{ kind: 'asset', type, source, mode: undefined }, []]);
  });

  it('may be an absolute path, whatever letters it has', async () => {
    const at = join(await orchard(), 'a:b@c');
    mkdirSync(at);
    const { job, problems } = readJobSections({ inputs: `{ rows: { path: "${at}" } }` });
    expect(problems).toEqual([]);
    expect(job.inputs.get('rows')).toMatchObject({ source: { kind: 'local', path: at } });
  });

  it.each([
    ['{ type: uri_file, path: data }', '"data", which is a folder, but takes a file, or type: uri_folder beside it'],
    ['{ path: table.csv }', '"table.csv", which is a file, but takes a folder, or type: uri_file beside it'],
    ['{ type: mltable, path: none }', '"none", which does not exist, but takes a file or a folder that exists'],
    [
      '{ type: mltable, path: /dev/null }',
      '"/dev/null", which is neither, but a device, a pipe or a socket, but takes a file or a folder',
    ],
  ])('is refused where its type says otherwise than what is there: %s', async (text, words) => {
    const { job, problems } = readJobSections({ inputs: `{ rows: ${text} }` }, await orchard());
    expect(problems).toEqual([`inputs.rows.path is ${words}`]);
    expect(job.inputs.get('rows')).toMatchObject({ kind: 'asset', source: { kind: 'local' } });
  });
});

describe('the outputs of a job', () => {
  it.each([
    ['', { type: 'uri_folder' }],
    ['{}', { type: 'uri_folder' }],
    [
      '{ type: MLflow_Model, mode: Upload, path: "azureml://datastores/s/paths/m", name: rose, version: 1.0 }',
      {
        type: 'mlflow_model',
        mode: 'upload',
        path: 'azureml://datastores/s/paths/m',
        name: 'rose',
        version: '1.0',
      },
    ],
    [
      '{ type: uri_file, mode: mount, name: rose, version: 2 }',
      { type: 'uri_file', mode: 'mount', name: 'rose', version: '2' },
    ],
    [
      '{ type: custom_model, mode: rw_mount, name: rose, version: v3 }',
      { type: 'custom_model', mode: 'rw_mount', name: 'rose', version: 'v3' },
    ],
    ['{ type: triton_model, mode: direct, name: rose }', { type: 'triton_model', mode: 'direct', name: 'rose' }],
    ['{ type: mltable }', { type: 'mltable' }],
    ['{ type: uri_folder }', { type: 'uri_folder' }],
  ])('are read off %s', (text, output) => {
    const { job, problems } = readJobSections({ outputs: `{ model: ${text} }` });
    expect([job.outputs.get('model'), problems]).toEqual([output, []]);
  });

  it('are none where the file has none', () => {
    expect(readJobSections({}).job.outputs).toEqual(new Map());
  });

  it.each([
    [
      '{ type: csv }',
      [
        'outputs.model.type is "csv", but takes one of uri_file, uri_folder, custom_model, mlflow_model, mltable, triton_model',
      ],
    ],
    ['{ mode: ro_mount }', ['outputs.model.mode is "ro_mount", but takes one of mount, upload, rw_mount, direct']],
    [
      '{ description: x }',
      [
        'outputs.model.description is a key that Azure ML does not know, but takes one of name, version, mode, type, path',
      ],
    ],
    ['{ version: "1" }', ['outputs.model.name is missing, but takes text, as there is a version']],
    ['{ name: a, version: true }', ['outputs.model.version is true, but takes text or a number']],
    ['{ path: 5, name: 6 }', ['outputs.model.path is 5, but takes text', 'outputs.model.name is 6, but takes text']],
    ['5', ['outputs.model is 5, but takes a mapping']],
  ])('are refused where one is %s', (text, expected) => {
    expect(readJobSections({ outputs: `{ model: ${text} }` }).problems).toEqual(expected);
  });
});

it.each(['inputs', 'outputs'])(
  '%s of a job that are no mapping, or have names that are none, are refused',
  (section) => {
    expect(readJobSections({ [section]: '[a]' }).problems).toEqual([`${section} is a list of 1, but takes a mapping`]);
    expect(readJobSections({ [section]: '' }).problems).toEqual([`${section} is without a value, but takes a mapping`]);
    expect(
      readJobSections({ [section]: '{ 2a: { path: "azureml:a:1" }, _b1: { path: "azureml:a:1" } }' }).problems,
    ).toEqual([
      `${section}["2a"] is "2a", but takes a name of letters from a to z, digits and _, that begins with no digit`,
    ]);
  },
);
