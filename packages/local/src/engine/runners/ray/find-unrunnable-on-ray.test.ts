import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrialDefinition } from '@hyperdrive-run/core/trial';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { createBenchConfig } from '../../__fixtures__/bench-config.js';
import { findUnrunnableOnRay } from './find-unrunnable-on-ray.js';
import { headAddressOf } from './ray-address.js';
import { rayEngine } from './ray-engine.js';

const compute = { name: 'ray', uri: 'ray+http://head:8265', resources: {}, setup: [] };

describe('a config for a Ray cluster', () => {
  it('names inputs that its nodes do not have, and takes those in the folder that they share', async () => {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, 'shared'));
    for (const name of ['own', 'shared/theirs']) writeFileSync(join(folder, name), 'x');
    const inputs: TrialDefinition['inputs'] = new Map([
      ['lr', { type: 'literal', value: 0.1 }],
      ['own', { type: 'uri_file', path: join(folder, 'own') }],
      ['theirs', { type: 'uri_file', path: join(folder, 'shared/theirs') }],
    ]);
    const config = createBenchConfig(folder, { trial: { inputs } });
    const pathsOf = (sharedFolder?: string) =>
      findUnrunnableOnRay({ ...compute, sharedFolder }, config).map(({ path, takes }) => `${path} takes ${takes}`);
    expect(pathsOf(join(folder, 'shared'))).toEqual([
      `runConfig.inputs.own.path takes a path in ${join(folder, 'shared')}, which the nodes share`,
    ]);
    expect(pathsOf()).toEqual([
      expect.stringMatching(/^runConfig\.inputs\.own\.path takes a value, or a path in a folder that the nodes share/),
      expect.stringMatching(/^runConfig\.inputs\.theirs\.path takes/),
    ]);
  });

  it('names what would need several nodes, and code that is not here', async () => {
    const folder = await temporaryFolder();
    const trial = { code: join(folder, 'gone'), resources: { instanceCount: 2 } };
    const paths = findUnrunnableOnRay(compute, createBenchConfig(folder, { trial })).map(({ path }) => path);
    expect(paths).toEqual(['runConfig.code', 'runConfig.resources.instanceCount']);
  });
});

describe('the shared folder of a Ray cluster', () => {
  it('exists on this machine', async () => {
    const sharedFolder = await temporaryFolder();
    writeFileSync(join(sharedFolder, 'file'), '');
    expect(rayEngine.findFault({ ...compute, sharedFolder })).toBeUndefined();
    for (const other of ['/nowhere/at/all', join(sharedFolder, 'file')]) {
      expect(rayEngine.findFault({ ...compute, sharedFolder: other })).toEqual({
        option: 'sharedFolder',
        takes: 'a folder that exists on this machine and on the nodes',
      });
    }
  });
});

describe('the address of a Ray cluster', () => {
  it.each([
    'ray+http://head:8265',
    'ray+http://10.0.0.5:8265/',
    'ray+https://ray.example.org/cluster-1',
    'RAY+HTTP://head',
  ])('may be %s', (uri) => expect(rayEngine.findFault({ ...compute, uri })).toBeUndefined());

  it.each([
    ['ray+http://head', 'http://head:8265'],
    ['ray+http://[::1]/', 'http://[::1]:8265'],
    ['ray+http://head:80', 'http://head'],
    ['ray+http://head:80/cluster-1/', 'http://head/cluster-1'],
    ['ray+https://ray.example.org', 'https://ray.example.org'],
  ])('is, of %s, %s: a port that is left out is the one of the dashboard', (uri, address) =>
    expect(headAddressOf(uri)).toBe(address),
  );

  it.each([
    'ray://head:10001',
    'ray+http:',
    'ray+http://',
    'ray+ftp://head',
    'ray+http://me:secret@head',
    'ray+http://head?x=1',
  ])('is not %s', (uri) =>
    expect(rayEngine.findFault({ ...compute, uri })).toEqual({ option: 'uri', takes: 'ray+http(s)://HOST:8265' }),
  );
});
