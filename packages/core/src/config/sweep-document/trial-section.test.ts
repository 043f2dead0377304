import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../json/json-value.js';
import { parseJson } from '../../json/parse-json.js';
import type { TrialDefinition } from '../model/trial/trial-definition.js';
import type { TrialResources } from '../model/trial/trial-resources.js';
import type { SweepDocumentNote } from './document-notes.js';
import { type TrialSections, toTrialSections } from './trial-section.js';

function jsonObject(plain: unknown): JsonObject {
  const value = parseJson(JSON.stringify(plain));
  if (!isJsonObject(value)) throw new Error('no object');
  return value;
}

interface Described extends TrialSections {
  readonly notes: readonly SweepDocumentNote[];
  readonly messageAt: (path: string) => string | undefined;
}

function described(
  { runConfig, overrides }: { readonly runConfig?: TrialDefinition; readonly overrides?: unknown },
  names: Readonly<Record<string, string>> = {},
): Described {
  const notes: SweepDocumentNote[] = [];
  const platformConfig = overrides === undefined ? undefined : jsonObject({ Definition: { Overrides: overrides } });
  const sections = toTrialSections({ runConfig, platformConfig }, new Map(Object.entries(names)), (path, message) =>
    notes.push({ path, message }),
  );
  return { ...sections, notes, messageAt: (wanted) => notes.find(({ path }) => path === wanted)?.message };
}

const environment = { type: 'reference', name: 'azureml:e:1' } as const;

describe('the command of a document', () => {
  it.each([
    ['train', {}, 'train'],
    ['train ${{search_space.lr}}', { lr: 'lr' }, 'train ${{search_space.lr}}'],
    ['train ${{search_space.--lr}} x', { '--lr': 'lr' }, 'train ${{search_space.lr}} x'],
    ['train ${{ search_space.other }}', { lr: 'lr' }, 'train ${{search_space.other}}'],
    [
      'train ${{ inputs.data }} ${{outputs.model}} ${{search_space.lr}} ${{else.x}} ${{',
      { lr: 'lr' },
      'train ${{inputs.data}} ${{outputs.model}} ${{search_space.lr}} ${{else.x}} ${{',
    ],
  ])('of %j with the names %j is %j, without a note', (command, names, expected) => {
    const { trial, notes } = described({ runConfig: { command, environment } }, names);
    expect(trial.get('command')).toBe(expected);
    expect(notes).toEqual([]);
  });

  it('gets hyperparameters that it does not name as options at its end, and a note says so', () => {
    const names = { lr: 'lr', '--batch-size': 'batch_size', '-m': 'm' };
    const { trial, messageAt } = described({ runConfig: { command: 'train ${{inputs.x}} ', environment } }, names);
    expect(trial.get('command')).toBe(
      'train ${{inputs.x}} --lr ${{search_space.lr}} --batch-size ${{search_space.batch_size}} -m ${{search_space.m}}',
    );
    expect(messageAt('trial.command')).toBe(
      "gets the hyperparameters as options at its end, as the service of Azure ML's first SDK adds them",
    );
  });

  it('is missing, as is the environment, where the sweep does not say them', () => {
    const { trial, notes } = described({});
    expect(trial).toEqual(new Map());
    expect(notes).toEqual([
      { path: 'trial.command', message: 'is missing: the sweep does not say what its trials run' },
      { path: 'trial.environment', message: 'is missing: Azure ML needs one, the local service none' },
    ]);
  });
});

describe('what a trial runs in', () => {
  it('has the code of its definition', () => {
    const { trial, notes } = described({ runConfig: { command: 'train', code: './src', environment } });
    expect(trial.get('code')).toBe('./src');
    expect(notes).toEqual([]);
  });

  it.each(['image', 'conda_file', 'build'])('is the environment that is described by its %s', (key) => {
    const definition = new Map([[key, 'x']]);
    const { trial } = described({ runConfig: { command: 'train', environment: { type: 'described', definition } } });
    expect(trial.get('environment')).toEqual(definition);
  });

  it('is that of the script run where its own is described as an older service does', () => {
    const definition = new Map([['Docker', 'x']]);
    const { trial } = described({
      runConfig: { command: 'train', environment: { type: 'described', definition } },
      overrides: { Environment: { Name: 'e', Version: '1' } },
    });
    expect(trial.get('environment')).toBe('azureml:e:1');
  });

  it('has the definition before the script run, and the job before both', () => {
    const overrides = {
      Command: 'old',
      Target: 'old',
      MaxRunDurationSeconds: 60,
      Environment: { Name: 'old', Version: '1', EnvironmentVariables: { OLD: '1' } },
    };
    expect(described({ overrides })).toMatchObject({ compute: 'old', trialTimeout: 60 });
    const runConfig = { command: 'new', environment, target: 'new', maxDurationSeconds: 90 };
    const own = described({ runConfig: { ...runConfig, environmentVariables: new Map([['NEW', '2']]) }, overrides });
    expect(own).toMatchObject({ compute: 'new', trialTimeout: 90 });
    expect(own.trial).toEqual(
      new Map<string, unknown>([
        ['command', 'new'],
        ['environment', 'azureml:e:1'],
        ['environment_variables', new Map([['NEW', '2']])],
      ]),
    );
    const job = { trial: { command: 'mine' } };
    expect(described({ runConfig, overrides: { ...overrides, Job: job } }).trial.get('command')).toBe('mine');
  });

  it('has no variables where all were of the machine, and a note names those that are left out', () => {
    const environmentVariables = new Map([
      ['VIRTUAL_ENV', '/v'],
      ['PATH', '/bin'],
    ]);
    const { trial, messageAt } = described({ runConfig: { command: 'train', environment, environmentVariables } });
    expect(trial.has('environment_variables')).toBe(false);
    expect(messageAt('trial.environment_variables')).toBe(
      'are without PATH, VIRTUAL_ENV, which is of the machine that the sweep was submitted from',
    );
    // What was given is not changed.
    expect(environmentVariables.size).toBe(2);
  });
});

describe('inputs and outputs of a document', () => {
  const raw = { type: 'unknown', raw: null } as const;

  it('are as they are in the sweep, with what the job says beside them', () => {
    const { inputs, outputs, notes } = described({
      runConfig: {
        command: 'train',
        environment,
        inputs: new Map([
          ['n', { type: 'literal', value: 3 }],
          ['data', { type: 'uri_file', path: 'azureml:iris:1' }],
        ]),
        outputs: new Map([['model', { type: 'mlflow_model' }]]),
      },
      overrides: { Job: { inputs: { data: { mode: 'download' } }, outputs: { model: { mode: 'upload', path: 3 } } } },
    });
    expect(inputs).toEqual(
      new Map<string, unknown>([
        ['n', 3],
        ['data', jsonObject({ type: 'uri_file', path: 'azureml:iris:1', mode: 'download' })],
      ]),
    );
    expect(outputs).toEqual(new Map([['model', jsonObject({ type: 'mlflow_model', mode: 'upload' })]]));
    expect(notes).toEqual([]);
  });

  it('are missing, with a note, where they are not known', () => {
    const { inputs, outputs, notes } = described({
      runConfig: {
        command: 'train',
        environment,
        inputs: new Map([['data', raw]]),
        outputs: new Map<string, typeof raw | { readonly type: 'uri_file' }>([
          ['model', raw],
          ['log', { type: 'uri_file' }],
        ]),
      },
    });
    expect([...inputs.keys(), ...outputs.keys()]).toEqual(['log']);
    const message = 'is missing: the sweep does not say it in a form that is known';
    expect(notes).toEqual([
      { path: 'inputs.data', message },
      { path: 'outputs.model', message },
    ]);
  });

  it('lack the place of an output, which a note names', () => {
    const { messageAt } = described({
      runConfig: { command: 'train', outputs: new Map([['model', { type: 'uri_folder' }]]) },
      overrides: { Job: { outputs: { model: { path: 'azureml:p' } } } },
    });
    expect(messageAt('outputs.model.path')).toBe('is missing: it was azureml:p, where the results of this sweep are');
  });
});

describe('where trials of a document run', () => {
  it.each<[TrialResources | undefined, unknown]>([
    [undefined, {}],
    [{}, {}],
    [{ instanceCount: 2 }, { resources: { instance_count: 2 } }],
    [{ gpus: 0 }, { resources: { properties: { gpus: 0 } } }],
    [
      { instanceCount: 1, cpus: 2, gpus: 3, memoryBytes: 4 },
      { resources: { instance_count: 1, properties: { cpus: 2, gpus: 3, memory: 4 } } },
    ],
  ])('is for the resources %j this: %j', (resources, expected) => {
    expect(described({ runConfig: { command: 'train', resources } }).placement).toEqual(jsonObject(expected));
  });

  it('is what the job says of resources, identity and queue, and of nothing else', () => {
    const job = { resources: { instance_count: 5 }, identity: { type: 'x' }, queue_settings: { tier: 'y' } };
    const runConfig = { command: 'train', resources: { instanceCount: 2 } };
    const overrides = { Job: { ...job, services: { a: 1 } } };
    expect(described({ runConfig, overrides }).placement).toEqual(jsonObject(job));
    expect(described({ overrides: { Job: { identity: {}, resources: 3 } } }).placement).toEqual(new Map());
  });

  it('has the names of the limits that the job says', () => {
    expect(described({ overrides: { Job: { limits: { timeout: 5, trial_timeout: 3 } } } }).saidLimits).toEqual([
      'timeout',
      'trial_timeout',
    ]);
    expect(described({}).saidLimits).toEqual([]);
  });
});
