import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJobSections } from '../__fixtures__/read-job-sections.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';

describe('the keys of a job', () => {
  it('may be what the service adds when it shows one', () => {
    const shown = {
      $schema: 'x',
      id: 'a',
      status: 'Completed',
      creation_context: '{}',
      log_files: '{}',
      services: '{ ssh: {} }',
    };
    expect(readJobSections(shown).problems).toEqual([]);
  });

  it('are no others', () => {
    expect(
      readJobSections({ owner: 'Ada', limit: '4' }).problems.map((problem) => problem.replace(/, but.*/, '')),
    ).toEqual([
      'owner is a key that Azure ML does not know',
      'limit is a key that Azure ML does not know; did you mean limits?',
    ]);
    expect(readJobSections({ owner: 'Ada' }).problems[0]).toMatch(
      /, but takes one of \$schema, id, status, creation_context, log_files, type, name, .*, queue_settings, resources$/,
    );
  });

  it.each([
    ['Sweep', '"Sweep"'],
    ['command', '"command"'],
    ['5', '5'],
    ['', 'without a value'],
    [undefined, 'missing'],
  ])('have the type sweep, and not %s', (type, got) => {
    expect(readJobSections({ type }).problems).toEqual([`type is ${got}, but takes sweep`]);
  });

  it.each([
    ['[a]', 'services is a list of 1, but takes a mapping'],
    ['{ ssh: 5 }', 'services.ssh is 5, but takes a mapping'],
  ])('have services that are mappings, and not %s', (services, problem) => {
    expect(readJobSections({ services }).problems).toEqual([problem]);
  });
});

describe('what a job is called', () => {
  it('is read off the file', () => {
    const texts = { name: 'trees_1', display_name: '"My trees"', description: '""', experiment_name: 'orchard' };
    const { job, problems } = readJobSections({ ...texts, tags: '{ a: b, c: }', properties: '{ d: "1" }' });
    expect(problems).toEqual([]);
    expect(job).toMatchObject({
      name: 'trees_1',
      displayName: 'My trees',
      description: '',
      experimentName: 'orchard',
      tags: new Map([
        ['a', 'b'],
        ['c', null],
      ]),
      properties: new Map([['d', '1']]),
    });
  });

  it('is the folder that it is submitted from, where no experiment is named', () => {
    expect(readJobSections({}).job).toMatchObject({
      name: undefined,
      displayName: undefined,
      experimentName: 'myorchard',
      tags: new Map(),
    });
  });

  it.each(['a', 'A-b_9', '9a', 'x'.repeat(255)])('may be the name %s', (name) => {
    const { job, problems } = readJobSections({ name: `"${name}"` });
    expect([job.name, problems]).toEqual([name, []]);
  });

  it.each(['', '_a', '-a', 'a b', 'a.b', 'ä', 'x'.repeat(256)])('is refused as the name %j', (name) => {
    const { job, problems } = readJobSections({ name: `"${name}"` });
    const takes = ', but takes a name of 1 to 255 letters, digits, _ and -, that begins with a letter or a digit';
    expect(problems.map((problem) => problem.replace(/^name is ".*?"(?:\.\.\.)?/, ''))).toEqual([takes]);
    expect(job.name).toBeUndefined();
  });

  it('is refused where it is no text', () => {
    const { problems } = readJobSections({
      name: '5',
      display_name: '6',
      description: '',
      experiment_name: 'true',
      tags: '{ a: 1, b: [x] }',
      properties: '3',
    });
    expect(problems).toEqual([
      'name is 5, but takes a name of 1 to 255 letters, digits, _ and -, that begins with a letter or a digit',
      'display_name is 6, but takes text',
      'description is without a value, but takes text',
      'experiment_name is true, but takes text',
      'tags.a is 1, but takes text, in quotes where it looks like a number',
      'tags.b is a list of 1, but takes text, in quotes where it looks like a number',
      'properties is 3, but takes a mapping',
    ]);
  });
});

describe('the compute of a job', () => {
  it.each([
    ['azureml:cpu', 'cpu'],
    ['cpu', 'cpu'],
    ['azureml:/subscriptions/s/computes/c', '/subscriptions/s/computes/c'],
    ['my-azureml:cpu', 'my-azureml:cpu'],
  ])('is %s without azureml:', (compute, name) => {
    expect(readJobSections({ compute: `"${compute}"` })).toMatchObject({ job: { compute: name }, problems: [] });
  });

  it('is none where the file has none', () => {
    expect(readJobSections({}).job.compute).toBeUndefined();
  });

  it.each([
    ['""', '""', 'the name of a compute, as in azureml:NAME'],
    ['5', '5', 'the name of a compute, as in azureml:NAME'],
    ['Local', '"Local"', 'a compute of the workspace, as in azureml:NAME: its sweeps do not run on local'],
  ])('is refused as %s', (compute, got, takes) => {
    expect(readJobSections({ compute }).problems).toEqual([`compute is ${got}, but takes ${takes}`]);
  });
});

/** A job with this trial, and what is wrong with it. */
const trialOf = (text: string, folder?: string) => readJobSections({ trial: text, inputs: '{ rows: 3 }' }, folder);
const environment = 'environment: "azureml:orchard:2"';

describe('the trial of a job', () => {
  it('has its command with doubled braces, and variables as they are', () => {
    const { job, problems } = trialOf(
      `{ command: "fit {inputs.rows}", ${environment}, environment_variables: { A: 1, B: x, C: } }`,
    );
    expect(problems).toEqual([]);
    expect(job.trial).toMatchObject({
      command: 'fit ${{inputs.rows}}',
      code: undefined,
      environmentVariables: new Map<string, unknown>([
        ['A', 1n],
        ['B', 'x'],
        ['C', null],
      ]),
    });
  });

  it('may say its schema, and has no other keys', () => {
    expect(trialOf(`{ $schema: x, command: fit, ${environment}, queue_settings: {} }`).problems).toEqual([]);
    expect(trialOf(`{ command: fit, ${environment}, inputs: {} }`).problems).toEqual([
      'trial.inputs is a key that Azure ML does not know, but takes one of $schema, command, code, environment, environment_variables, resources, distribution, queue_settings',
    ]);
    expect(trialOf(`{ command: fit, ${environment}, environment_variables: [A] }`).problems).toEqual([
      'trial.environment_variables is a list of 1, but takes a mapping',
    ]);
  });

  it.each([
    ['file:trial.yml', ['trial is "file:trial.yml", but takes a mapping']],
    ['{}', []],
    [`{ ${environment} }`, ['trial.command is missing, but takes a command line']],
    [`{ command: 5, ${environment} }`, ['trial.command is 5, but takes a command line']],
  ])('is %s, with one fault at most', (text, expected) => {
    const { job, problems } = trialOf(text);
    expect(problems).toEqual(expected);
    expect(job.trial).toMatchObject({ command: '', environmentVariables: new Map() });
  });

  it('must be there', () => {
    const { job, problems } = readJobSections({ trial: undefined });
    expect(problems).toEqual(['trial is missing, but takes a mapping']);
    expect(job.trial.environment).toEqual({ kind: 'reference', id: '' });
  });

  it.each([
    ['fit ${{inputs.rows}} ${{search_space.x}} ${{outputs.y}}', []],
    ['fit ${{inputs.rain}}', ['inputs.rain']],
    ['fit ${{inputs.a-b.c}} ${{inputs.d_2}}', ['inputs.a-b.c', 'inputs.d_2']],
    ['fit [--rain ${{inputs.rain}}] and ${{inputs.rain}}', []],
    ['fit [${{inputs.rain}}]', []],
    ['fit [--a.b_c 2 ${{inputs.rain}}]', []],
    ['fit [--rain ${{inputs.rain}} ]', ['inputs.rain']],
    ['fit [--rain=${{inputs.rain}}]', ['inputs.rain']],
    ['fit --rain ${{inputs.rain}}]', ['inputs.rain']],
  ])('has a command with inputs that there are: %s', (command, missing) => {
    expect(trialOf(`{ command: '${command}', ${environment} }`).problems).toEqual(
      missing.map(
        (name) =>
          `trial.command is a command with \${{${name}}}, which is no input, but takes only inputs that the file has`,
      ),
    );
  });
});

describe('the code of a job', () => {
  const takes = 'a folder or a file that exists, or the ARM id of code, as in azureml:/subscriptions/…/codes/…';
  const id = '/subscriptions/s/resourceGroups/g/workspaces/w/codes/c/versions/1';

  it('is a folder or a file, seen from that of the sweep file', async () => {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'fit.py'), '');
    for (const code of ['src', 'fit.py', './src/']) {
      const { job, problems } = trialOf(`{ command: fit, ${environment}, code: ${code} }`, folder);
      expect([job.trial.code, problems]).toEqual([{ kind: 'local', path: join(folder, code).replace(/\/$/, '') }, []]);
    }
  });

  it.each([id, id.toUpperCase()])('may be what the workspace has: %s', (code) => {
    const { job, problems } = trialOf(`{ command: fit, ${environment}, code: "azureml:${code}" }`);
    expect([job.trial.code, problems]).toEqual([{ kind: 'reference', id: code }, []]);
  });

  it.each([
    'nowhere',
    id,
    `x:azureml:${id}`,
    `azureml:${id}/x`,
    'azureml:code:1',
    'azureml:/subscriptions/s/codes/c',
    'azureml:/subscriptions/codes/c/versions/1',
  ])('is not %s', (code) => {
    expect(trialOf(`{ command: fit, ${environment}, code: "${code}" }`).problems).toEqual([
      `trial.code is "${code}", which does not exist, but takes ${takes}`,
    ]);
  });

  it('is refused where it is no text', () => {
    expect(trialOf(`{ command: fit, ${environment}, code: }`).problems).toEqual([
      `trial.code is without a value, but takes ${takes}`,
    ]);
  });
});
