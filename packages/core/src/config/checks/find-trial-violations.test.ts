import { describe, expect, it } from 'vitest';
import { findTrialViolations } from './find-trial-violations.js';

const space = new Set(['lr', '--batch']);

describe('findTrialViolations', () => {
  it('finds nothing wrong with a whole definition', () => {
    expect(
      findTrialViolations(
        {
          command: 'node train.mjs ${{inputs.data}} ${{search_space.lr}} ${{search_space.--batch}} ${{outputs.model}}',
          code: '.',
          environmentVariables: new Map([['A', '']]),
          inputs: new Map([
            ['data', { type: 'uri_folder', path: '/data' }],
            ['unused', { type: 'literal', value: false }],
          ]),
          outputs: new Map([['model', { type: 'mlflow_model' }]]),
          valueTexts: new Map([['lr', new Map([['2', '2.0']])]]),
          maxDurationSeconds: 1,
          environment: { type: 'described', definition: new Map([['image', 'python']]) },
          target: 'local',
          resources: { instanceCount: 1, cpus: 2, gpus: 0, memoryBytes: 1024 },
        },
        space,
      ),
    ).toEqual([]);
  });

  it.each([
    ['azureml:sklearn:3', 'environment.type'],
    [{ type: 'reference' }, 'environment.name'],
    [{ type: 'described', definition: {} }, 'environment.definition'],
  ])('refuses the environment %j', (environment, path) => {
    // @ts-expect-error -- wrong on purpose
    expect(findTrialViolations({ command: 'x', environment }, space)).toMatchObject([{ path }]);
  });

  it.each([
    [{ lr: '2.0' }, 'valueTexts'],
    [new Map([['lr', '2.0']]), 'valueTexts.lr'],
    [new Map([['lr', new Map([['2', 2]])]]), 'valueTexts.lr["2"]'],
    [new Map([['lr', new Map([['2', '2\u0000']])]]), 'valueTexts.lr["2"]'],
  ])('refuses the value texts %j', (valueTexts, path) => {
    // @ts-expect-error -- wrong on purpose
    expect(findTrialViolations({ command: 'x', valueTexts }, space)).toMatchObject([{ path }]);
  });

  it.each([
    ['2', 'resources'],
    [{ cpus: 0.5 }, 'resources.cpus'],
    [{ gpus: -1 }, 'resources.gpus'],
    [{ instanceCount: 0 }, 'resources.instanceCount'],
    [{ memory: 1 }, 'resources.memory'],
  ])('refuses the resources %j', (resources, path) => {
    // @ts-expect-error -- wrong on purpose
    expect(findTrialViolations({ command: 'x', resources }, space)).toMatchObject([{ path }]);
  });

  it.each(['', '  ', 7, undefined])('refuses the command %j', (command) => {
    // @ts-expect-error -- wrong on purpose
    expect(findTrialViolations({ command }, space)).toMatchObject([{ path: 'command' }]);
  });

  it('names each placeholder that nothing is defined for, with what is defined', () => {
    const command = '${{inputs.x}} ${{search_space.batch}} ${{outputs.model}} ${{parent.x}}';
    expect(findTrialViolations({ command }, space)).toEqual([
      { path: 'command', got: '${{inputs.x}}', takes: 'an input that is defined (none)' },
      {
        path: 'command',
        got: '${{search_space.batch}}',
        takes: 'a hyperparameter of the search space ("lr", "--batch")',
      },
      { path: 'command', got: '${{outputs.model}}', takes: 'an output that is defined (none)' },
      {
        path: 'command',
        got: '"${{parent.x}}"',
        takes: 'the placeholders ${{inputs.x}}, ${{outputs.x}} and ${{search_space.x}}',
      },
    ]);
  });

  it('takes outputs of known types, whose names can be those of files', () => {
    const outputs = new Map<string, unknown>([
      ['model', { type: 'uri_folder' }],
      ['../up', { type: 'uri_folder' }],
      ['2nd', { type: 'uri_folder' }],
      ['table', { type: 'csv' }],
      ['nothing', null],
    ]);
    // @ts-expect-error -- wrong on purpose
    expect(findTrialViolations({ command: 'train', outputs }, space).map(({ path, got }) => [path, got])).toEqual([
      ['outputs', '"../up"'],
      ['outputs', '"2nd"'],
      ['outputs.table.type', '"csv"'],
      ['outputs.nothing.type', 'undefined'],
    ]);
  });

  it('does not judge hyperparameters where the space cannot be read', () => {
    expect(findTrialViolations({ command: '${{search_space.any}}' }, undefined)).toEqual([]);
  });

  it('refuses what no process can be given', () => {
    const trial = {
      command: 'a\u0000b',
      code: '',
      environmentVariables: new Map<string, unknown>([
        ['A=B', '1'],
        ['', '2'],
        ['NUL', '\u0000'],
        ['NUMBER', 1],
      ]),
      maxDurationSeconds: 0,
    };
    // @ts-expect-error -- wrong on purpose
    expect(findTrialViolations(trial, space).map(({ path }) => path)).toEqual([
      'command',
      'code',
      'maxDurationSeconds',
      'environmentVariables',
      'environmentVariables',
      'environmentVariables.NUL',
      'environmentVariables.NUMBER',
    ]);
  });

  it('refuses inputs of unknown types, without their value, or with one that no command line can contain', () => {
    const inputs = new Map<string, unknown>([
      ['a', { type: 'mlcup', path: '/x' }],
      ['b', { type: 'uri_file' }],
      ['c', { type: 'literal', value: Number.NaN }],
      ['d', { type: 'unknown', raw: null }],
      ['-e', { type: 'literal', value: [1] }],
    ]);
    // @ts-expect-error -- wrong on purpose
    expect(findTrialViolations({ command: 'x', inputs }, space).map(({ path }) => path)).toEqual([
      'inputs.a.type',
      'inputs.b.path',
      'inputs.c.value',
      'inputs.d.type',
      'inputs["-e"].value',
    ]);
  });

  it.each([null, undefined, 5, 'node train.mjs'])('takes no %j for a trial definition', (trial) => {
    // @ts-expect-error -- wrong on purpose
    expect(findTrialViolations(trial, space)).toMatchObject([{ path: '', takes: 'a trial definition' }]);
  });

  it.each([
    ['code', 7, 'code'],
    ['target', null, 'target'],
    ['environmentVariables', { A: '1' }, 'environmentVariables'],
    ['environmentVariables', new Map([[1, 'x']]), 'environmentVariables'],
    ['inputs', { a: { type: 'literal', value: 1 } }, 'inputs'],
    ['inputs', new Map([[1, { type: 'literal', value: 1 }]]), 'inputs'],
    ['inputs', new Map([['', { type: 'literal', value: 1 }]]), 'inputs'],
    ['inputs', new Map([['a', null]]), 'inputs.a.type'],
    ['inputs', new Map([['a', 'text']]), 'inputs.a.type'],
    ['inputs', new Map([['a', undefined]]), 'inputs.a.type'],
    ['inputs', new Map([['a', { type: 'literal', value: '\u0000' }]]), 'inputs.a.value'],
  ])('refuses %s of %j', (name, value, path) => {
    expect(findTrialViolations({ command: 'x', [name]: value }, space).map((found) => found.path)).toEqual([path]);
  });

  it('names a misspelt part', () => {
    // @ts-expect-error -- misspelt
    expect(findTrialViolations({ command: 'x', enviroment: new Map() }, space)).toMatchObject([{ path: 'enviroment' }]);
  });
});
