import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJobSections } from '../__fixtures__/read-job-sections.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';

/** The environment of a job's trial, and what is wrong with it, behind `trial.environment`. */
function environmentOf(text: string, folder?: string): readonly [unknown, readonly string[]] {
  const { job, problems } = readJobSections({ trial: `{ command: fit, environment: ${text} }` }, folder);
  return [job.trial.environment, problems.map((problem) => problem.replace(/^trial\.environment/, ''))];
}

const takes = 'azureml:NAME:VERSION, azureml:NAME@latest, an ARM id, one of a registry, or a mapping with an image';
const arm =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/environments/e/versions/3';

describe('the environment of a trial', () => {
  it.each([
    ['azureml:orchard:2', { kind: 'version', name: 'orchard', version: '2' }],
    ['azureml:orchard:2:3', { kind: 'version', name: 'orchard', version: '2:3' }],
    ['azureml:orchard@latest', { kind: 'latest', name: 'orchard' }],
    [`azureml:${arm}`, { kind: 'reference', id: arm }],
    [`azureml:${arm.toUpperCase()}`, { kind: 'reference', id: arm.toUpperCase() }],
    ['azureml:AzureML-sklearn-1.5', { kind: 'reference', id: 'azureml:AzureML-sklearn-1.5' }],
    ['azureml:AzureML-a/b@x', { kind: 'reference', id: 'azureml:AzureML-a/b@x' }],
    ...['versions/3', 'labels/latest'].map((end): [string, unknown] => {
      const id = `azureml://registries/azureml/environments/e/${end}`;
      return [id, { kind: 'reference', id }];
    }),
  ])('may be %s', (text, environment) => {
    expect(environmentOf(`"${text}"`)).toEqual([environment, []]);
  });

  it.each([
    'azureml:orchard',
    'azureml:orchard@best',
    'azureml:orchard@latest2',
    'azureml:a@b@latest',
    'azureml:orchard:',
    'azureml::2',
    'azureml:@latest',
    'azureml:a@x:2',
    'azureml:a:2@x',
    'azureml:a/b:2',
    'azureml:',
    'orchard:2',
    'xazureml:orchard:2',
    'xazureml:AzureML-x',
    arm,
    `azureml:${arm}/4`,
    `azureml:x${arm}`,
    'azureml:/subscriptions/s/environments/e/versions/3',
    'azureml://registry/x',
    '',
  ])('is not %s', (text) => {
    expect(environmentOf(`"${text}"`)).toEqual([{ kind: 'reference', id: '' }, [` is "${text}", but takes ${takes}`]]);
  });

  it.each([
    ['5', '5'],
    ['', 'without a value'],
    ['[a]', 'a list of 1'],
    ['{ build: { path: . } }', 'one that is built from a folder, which is not supported'],
  ])('is not %s', (text, got) => {
    expect(environmentOf(text)).toEqual([{ kind: 'reference', id: '' }, [` is ${got}, but takes ${takes}`]]);
  });

  it('must be there', () => {
    const { job, problems } = readJobSections({ trial: '{ command: fit }' });
    expect(problems).toEqual([`trial.environment is missing, but takes ${takes}`]);
    expect(job.trial.environment).toEqual({ kind: 'reference', id: '' });
  });
});

describe('an environment that the file describes', () => {
  it.each([
    ['{ image: python }', { image: 'python' }],
    [
      '{ image: python, os_type: Linux, description: Trees }',
      { image: 'python', osType: 'linux', description: 'Trees' },
    ],
    [
      '{ image: python, os_type: WINDOWS, tags: { a: 1, b: [x] } }',
      {
        image: 'python',
        osType: 'windows',
        tags: new Map<string, unknown>([
          ['a', 1n],
          ['b', ['x']],
        ]),
      },
    ],
    ['{ image: python, tags: {} }', { image: 'python' }],
    ['{ image: python, conda_file: { b: 1, a: [x] } }', { image: 'python', condaFile: 'a:\n- x\nb: 1\n' }],
    ['{ image: python, conda_file: {} }', { image: 'python' }],
    ['{ image: python, name: a, version: 1, id: x, latest_version: 2, creation_context: {} }', { image: 'python' }],
  ])('has what is sent of it: %s', (text, expected) => {
    expect(environmentOf(text)).toEqual([{ kind: 'inline', ...expected }, []]);
  });

  it.each([
    ['{}', ['.image is missing, but takes the name of an image']],
    ['{ image: "" }', ['.image is "", but takes the name of an image']],
    [
      '{ image: 5, os_type: mac, description: 6, tags: 7 }',
      [
        '.image is 5, but takes the name of an image',
        '.tags is 7, but takes a mapping',
        '.os_type is "mac", but takes one of linux, windows',
        '.description is 6, but takes text',
      ],
    ],
    [
      '{ image: python, channel: x }',
      [
        '.channel is a key that Azure ML does not know, but takes one of image, conda_file, os_type, description, tags, name, version, id, latest_version, creation_context',
      ],
    ],
    [
      '{ image: python, conda_file: 5 }',
      ['.conda_file is 5, but takes the path of a conda file, or its content as a mapping'],
    ],
  ])('is refused where it is %s', (text, expected) => {
    expect(environmentOf(text)[1]).toEqual(expected);
  });

  it('may have its conda file beside the sweep file', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'conda.yml'), 'name: b\nchannels: [x]\nvalue: 1.0\n');
    writeFileSync(join(folder, 'empty.yml'), '{}\n');
    expect(environmentOf('{ image: python, conda_file: conda.yml }', folder)).toEqual([
      { kind: 'inline', image: 'python', condaFile: 'channels:\n- x\nname: b\nvalue: 1.0\n' },
      [],
    ]);
    expect(environmentOf('{ image: python, conda_file: file:empty.yml }', folder)).toEqual([
      { kind: 'inline', image: 'python' },
      [],
    ]);
  });

  it.each([
    ['nowhere.yml', 'does not exist'],
    ['folder', 'is a folder'],
    ['azureml:conda:1', 'is not on this machine'],
    ['list.yml', 'is no mapping'],
    ['twice.yml', 'is not YAML: this key is in its mapping already'],
  ])('is refused where its conda file is %s', async (path, reason) => {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'list.yml'), '- a\n');
    writeFileSync(join(folder, 'twice.yml'), 'a: 1\na: 2\n');
    expect(environmentOf(`{ image: python, conda_file: "${path}" }`, folder)).toEqual([
      { kind: 'inline', image: 'python' },
      [`.conda_file is "${path}", which ${reason}, but takes the path of a conda file, or its content as a mapping`],
    ]);
  });
});
