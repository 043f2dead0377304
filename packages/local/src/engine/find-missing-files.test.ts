import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../storage/__fixtures__/temporary-folder.js';
import { findMissingFiles } from './find-missing-files.js';

describe('the files of a trial', () => {
  it.each([
    ['uri_file', 'data', 'a file'],
    ['uri_folder', 'vines.csv', 'a folder'],
    ['mlflow_model', 'vines.csv', 'a folder'],
    ['mltable', 'none', 'a folder'],
    ['custom_model', 'none', 'a file or folder'],
  ] as const)('with a %s at %s are refused: it takes %s', async (type, name, takes) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'vines.csv'), '');
    const inputs = new Map([['vines', { type, path: join(folder, name) }]]);
    expect(findMissingFiles({ command: 'true', inputs })).toMatchObject([
      { path: 'runConfig.inputs.vines.path', takes: `the path of ${takes} that exists on this machine` },
    ]);
  });

  it('are taken where they are of their kind', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'vines.csv'), '');
    const inputs = new Map([
      ['vines', { type: 'uri_file', path: join(folder, 'vines.csv') }],
      ['all', { type: 'uri_folder', path: folder }],
      ['model', { type: 'custom_model', path: folder }],
    ] as const);
    expect(findMissingFiles({ command: 'true', code: folder, inputs })).toEqual([]);
  });

  it.each(['azureml:vines:1', 'https://x.org/vines', 'file://host/x'])('are not downloaded from %s', (reference) => {
    const inputs = new Map([['vines', { type: 'uri_file', path: reference }]] as const);
    const takes = 'a path on this machine, as nothing is downloaded';
    expect(findMissingFiles({ command: 'true', code: reference, inputs })).toEqual([
      { path: 'runConfig.code', got: JSON.stringify(reference), takes },
      { path: 'runConfig.inputs.vines.path', got: JSON.stringify(reference), takes },
    ]);
  });
});
