import type { SweepSections } from '../files/sweep-sections.js';
import type { Variant } from './variant.js';

const inputs = (text: string): SweepSections => ({
  inputs: `inputs:\n  table: { type: uri_file, path: table.csv }\n  rows: 3\n  more: ${text}`,
});
/** Inputs. */
export const inputVariants: readonly Variant[] = [
  [
    'literals of every kind',
    {
      inputs: `inputs:
  table: text
  rows: 3
  a: true
  b: off
  c: 1.0
  d: 1.0e-7
  e: 1.0e+16
  f: 12345678901234567890
  g: 1e3
  h: "yes"
  i: 0.1
  j: ''`,
    },
  ],
  ['an input that is a list', inputs('[1, 2]')],
  ['an input without a value', inputs('')],
  ['an input that is a date', inputs('2026-01-02')],
  ['an input that is not a number', inputs('.nan')],
  ['a value in a mapping', inputs('{ value: 3 }')],
  ['text in a mapping', inputs('{ value: text }')],
  ['a boolean in a mapping', inputs('{ value: false }')],
  ['a 1 in a mapping', inputs('{ value: 1 }')],
  ['a fraction in a mapping', inputs('{ value: 3.7 }')],
  ['a default', inputs('{ type: integer, default: 3 }')],
  ['a type that nobody knows', inputs('{ type: csv, path: table.csv }')],
  ['data on the web', inputs('{ type: uri_file, path: "https://data.example/a b.csv", mode: ro_mount }')],
  ['data in old storage', inputs('{ type: uri_folder, path: "wasbs://c@a.blob.core.windows.net/x" }')],
  ['data of a datastore', inputs('{ path: azureml://datastores/store/paths/x/y, mode: direct }')],
  ['data with a version', inputs('{ type: mltable, path: azureml:iris:2, mode: eval_mount }')],
  [
    'data by its ARM id',
    inputs(
      '{ type: uri_file, path: "azureml:/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/data/iris/versions/2" }',
    ),
  ],
  ['the latest data', inputs('{ type: uri_file, path: azureml:iris@latest }')],
  ['data with another label', inputs('{ type: uri_file, path: azureml:iris@best }')],
  ['data without a version', inputs('{ type: uri_file, path: azureml:iris }')],
  ['a model', inputs('{ type: mlflow_model, path: azureml:rose:1, mode: download }')],
  ['a triton model', inputs('{ type: triton_model, path: azureml:rose:1 }')],
  ['a local folder', inputs('{ type: uri_folder, path: ./data, mode: Download }')],
  ['a local folder without a type', inputs('{ path: data }')],
  ['a local table', inputs('{ type: mltable, path: data, mode: eval_download }')],
  ['a local model', inputs('{ type: custom_model, path: table.csv }')],
  ['a folder for a file', inputs('{ type: uri_file, path: data }')],
  ['a file for a folder', inputs('{ type: uri_folder, path: table.csv }')],
  ['a local path with file:', inputs('{ type: uri_file, path: file:table.csv }')],
  ['a file that does not exist', inputs('{ type: uri_file, path: nowhere.csv }')],
  ['a path with a colon', inputs('{ type: uri_file, path: "a:b/c.csv" }')],
  ['a mode of other types', inputs('{ type: uri_file, path: table.csv, mode: eval_mount }')],
  ['a mode of outputs', inputs('{ type: uri_file, path: table.csv, mode: rw_mount }')],
  ['an input without a path', inputs('{ type: uri_file }')],
  ['an empty mapping', inputs('{}')],
  ['an input with another key', inputs('{ type: uri_file, path: table.csv, description: x }')],
  ['a name of an input with a dash', { inputs: 'inputs: { table: x, rows: 1, a-b: 3 }' }],
  ['a name of an input that is a boolean', { inputs: 'inputs: { table: x, rows: 1, on: 3 }' }],
  ['an input that the command lacks', { inputs: 'inputs: { table: x }' }],
  ['no inputs', { inputs: '' }],
];

/** Outputs. */
export const outputs: readonly Variant[] = [
  [
    'outputs of every kind',
    {
      outputs: `outputs:
  plain:
  empty: {}
  model: { type: mlflow_model, mode: upload, path: azureml://datastores/s/paths/m, name: rose, version: 1.0 }
  table: { type: mltable, mode: rw_mount }
  file: { type: uri_file, mode: direct }
  folder: { type: uri_folder, mode: mount, name: x }`,
    },
  ],
  ['an output of a type that nobody knows', { outputs: 'outputs: { a: { type: csv } }' }],
  ['an output with another key', { outputs: 'outputs: { a: { description: x } }' }],
  ['an output with a dash', { outputs: 'outputs: { a-b: }' }],
  ['a version without a name', { outputs: 'outputs: { a: { version: "1" } }' }],
];
