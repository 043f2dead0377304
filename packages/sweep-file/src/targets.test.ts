import { join } from 'node:path';
import type { SweepTarget } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { cloud } from './__fixtures__/cloud.js';
import { sweepFolder } from './__fixtures__/sweep-folder.js';
import { thisMachine } from './__fixtures__/this-machine.js';

const file = `type: sweep
trial:
  command: fit \${{search_space.x}} \${{inputs.vines}}
  environment: azureml:sklearn@latest
inputs:
  vines: { type: uri_file, path: azureml:vines:1 }
search_space: { x: { type: uniform, min_value: 0, max_value: 1 } }
sampling_algorithm: random
objective: { primary_metric: yield, goal: maximize }
limits: { max_total_trials: 4, max_concurrent_trials: 1 }
compute: azureml:cpu-cluster
identity: { type: managed }
`;

const here = 'inputs.vines.path=vines.csv';
const filesHere = {
  'vines.csv': '',
  'train.yml': 'command: fit ${{search_space.x}} ${{inputs.vines}}\nenvironment: azureml:b:2\n',
};

describe('a sweep file for a target that has computes and environments', () => {
  it('gives a config with both, and with references as they are written', async () => {
    const files = await sweepFolder(filesHere, cloud);
    const { config } = files.parse(file);
    expect(config.runConfig).toMatchObject({
      target: 'cpu-cluster',
      environment: { type: 'reference', name: 'azureml:sklearn@latest' },
      inputs: new Map([['vines', { type: 'uri_file', path: 'azureml:vines:1' }]]),
    });
    expect(files.warningsOf(file)).toEqual(['sweep.yml:12:1: identity is not submitted: nobody asks']);
  });

  it('keeps an environment that the file describes, also that of a component', async () => {
    const files = await sweepFolder(filesHere, cloud);
    const described = files.parse(file, 'trial.environment={ image: python }').config.runConfig?.environment;
    expect(described).toEqual({ type: 'described', definition: new Map([['image', 'python']]) });
    const component = files.parse(file, 'trial=train.yml').config.runConfig?.environment;
    expect(component).toEqual({ type: 'reference', name: 'azureml:b:2' });
  });

  it('takes a compute by its name or its address, and lets the target judge it', async () => {
    const files = await sweepFolder(filesHere, cloud);
    const computeOf = (compute: string) => files.parse(file, `compute=${compute}`).config.runConfig?.target;
    expect(computeOf('azureml:big')).toBe('big');
    expect(computeOf('big')).toBe('big');
    expect(computeOf('/subscriptions/s/computes/big')).toBe('/subscriptions/s/computes/big');
    expect(computeOf('azureml://registries/r')).toBe('azureml://registries/r');
    expect(computeOf('')).toBeUndefined();
    expect(files.problemsOf(file.replace('azureml:cpu-cluster', 'local'))).toEqual([
      'sweep.yml:11:10: compute is local, but takes a compute of the cloud',
    ]);
    expect(files.problemsOf(file, 'compute={ name: x }')).toEqual([
      '--set compute={ name: x }: compute is a mapping, but takes the name of a compute',
    ]);
  });

  it('is warned of what no config has a field for, though the target does not list it', async () => {
    const files = await sweepFolder(filesHere, cloud);
    expect(files.warningsOf(file, 'resources={ instance_count: 2 }')).toEqual([
      '--set resources={ instance_count: 2 }: resources is not submitted: a config has no field for it. The same holds for identity (line 12): nobody asks',
    ]);
  });

  it('is refused what is on this machine, in the words of the target', async () => {
    const files = await sweepFolder(filesHere, cloud);
    expect(files.problemsOf(file, here)).toEqual([
      `--set ${here}: inputs.vines.path is vines.csv, but takes a reference`,
    ]);
  });
});

describe('a sweep file for a target that is one machine', () => {
  it('runs there although the file names a compute, which is warned of', async () => {
    const files = await sweepFolder(filesHere);
    const { config } = files.parse(file, here);
    expect([config.runConfig?.target, config.runConfig?.environment]).toEqual([undefined, undefined]);
    expect(config.runConfig?.inputs).toEqual(
      new Map([['vines', { type: 'uri_file', path: join(files.folder, 'vines.csv') }]]),
    );
    expect(files.warningsOf(file, here)).toEqual([
      'sweep.yml:4:3: trial.environment has no effect here: it is a test. The same holds for compute (line 11), identity (line 12)',
    ]);
  });

  it('is refused where a compute that it does not have is named outright', async () => {
    const files = await sweepFolder(filesHere);
    expect(files.problemsOf(file, here, 'compute=azureml:gpu')).toEqual([
      '--set compute=azureml:gpu: compute is gpu, but takes local',
    ]);
  });

  it('has no warning of its own for the compute that the target has', async () => {
    const files = await sweepFolder(filesHere);
    const local = file.replace('azureml:cpu-cluster', 'local').replace(/^identity.*\n/m, '');
    expect(files.parse(local, here).config.runConfig?.target).toBe('local');
    expect(files.warningsOf(local, here).filter((warning) => warning.includes('compute'))).toEqual([
      "sweep.yml:11:1: compute is no fault for this machine, but Azure ML's own client refuses this: its sweeps do not run on local",
    ]);
  });

  it('has a warning for the file and one for its component', async () => {
    const files = await sweepFolder(filesHere);
    expect(files.warningsOf(file, here, 'trial=train.yml').filter((warning) => warning.includes('no effect'))).toEqual([
      'sweep.yml:11:1: compute has no effect here: it is a test. The same holds for identity (line 12)',
      'train.yml:2:1: environment has no effect here: it is a test',
    ]);
  });
});

describe('the resources of a sweep file', () => {
  const cluster: SweepTarget = {
    ...thisMachine,
    hasCompute: (name) => name === 'lab',
    readsResources: (compute) => compute === 'lab',
    findViolations: ({ runConfig }) =>
      (runConfig?.resources?.instanceCount ?? 1) > 1
        ? [{ path: 'runConfig.resources.instanceCount', got: '2', takes: 'at most 1' }]
        : [],
  };
  const withResources = (resources: string, compute = 'azureml:lab') =>
    file.replace('azureml:cpu-cluster', compute).replace('identity: { type: managed }', `resources: ${resources}`);

  it('are read where the compute has a scheduler for them, and otherwise have no effect', async () => {
    const files = await sweepFolder(filesHere, cluster);
    const written = '{ instance_count: 1, properties: { cpus: 4, gpus: 1, memory: 16Gi } }';
    expect(files.parse(withResources(written), here).config.runConfig?.resources).toEqual({
      instanceCount: 1,
      cpus: 4,
      gpus: 1,
      memoryBytes: 16 * 1024 ** 3,
    });
    const elsewhere = withResources(written, 'azureml:other');
    expect(files.parse(elsewhere, here).config.runConfig?.resources).toBeUndefined();
    expect(files.warningsOf(elsewhere, here).join()).toContain('resources (line 12)');
  });

  it('of which only Azure ML knows what they mean are said to have no effect', async () => {
    const files = await sweepFolder(filesHere, cluster);
    const warnings = files.warningsOf(withResources('{ instance_type: Standard_NC6, shm_size: 2g }'), here);
    expect(warnings.filter((warning) => warning.includes('resources'))).toEqual([
      'sweep.yml:12:14: resources.instance_type has an effect on Azure ML alone',
      'sweep.yml:12:43: resources.shm_size has an effect on Azure ML alone',
    ]);
  });

  it.each([
    [
      '{ properties: { memory: lots } }',
      'resources.properties.memory is "lots", but takes a size such as 16Gi or 512Mi',
    ],
    ['{ properties: { gpus: 0.5 } }', 'resources.properties.gpus is 0.5, but takes a whole number of at least 0'],
    ['{ instance_count: 0 }', 'resources.instance_count is 0, but takes a whole number of at least 1'],
    ['{ instance_count: 2 }', 'resources.instance_count is 2, but takes at most 1'],
    ['4', 'resources is 4, but takes a mapping'],
  ])('%s are refused by name', async (resources, message) => {
    const files = await sweepFolder(filesHere, cluster);
    expect(files.problemsOf(withResources(resources), here).join('\n')).toContain(message);
  });
});
