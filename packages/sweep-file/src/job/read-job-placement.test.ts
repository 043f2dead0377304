import { describe, expect, it } from 'vitest';
import { readJobSections } from '../__fixtures__/read-job-sections.js';

/** The trial of a job with a key more, and what is wrong with it. */
const trialOf = (more: string) => {
  const { job, problems } = readJobSections({ trial: `{ command: fit, environment: "azureml:orchard:2", ${more} }` });
  return { trial: job.trial, problems };
};
const unknown = 'is a key that Azure ML does not know';

describe('the resources of a job', () => {
  const none = {
    instanceCount: undefined,
    instanceType: undefined,
    maxInstanceCount: undefined,
    locations: undefined,
    properties: new Map(),
    dockerArgs: undefined,
    shmSize: undefined,
  };
  it.each([
    ['{}', none],
    [
      '{ instance_count: "2", instance_type: D2, max_instance_count: 4.9, shm_size: 2g }',
      {
        ...none,
        instanceCount: 2n,
        instanceType: 'D2',
        maxInstanceCount: 4n,
        shmSize: '2g',
      },
    ],
    [
      '{ locations: [west, east], docker_args: --x, properties: { a: { b: 1.5 } } }',
      {
        ...none,
        locations: ['west', 'east'],
        dockerArgs: '--x',
        properties: new Map([['a', new Map([['b', 1.5]])]]),
      },
    ],
    ['{ locations: [], docker_args: [--x, --y] }', { ...none, locations: [], dockerArgs: ['--x', '--y'] }],
  ])('are read off %s, of the sweep as of the trial', (text, resources) => {
    const { trial, problems } = trialOf(`resources: ${text}`);
    const sweep = readJobSections({ resources: text });
    expect([trial.resources, problems]).toEqual([resources, []]);
    expect([sweep.job.resources, sweep.problems]).toEqual([resources, []]);
  });

  it('are none where the file has none', () => {
    expect([trialOf('queue_settings: {}').trial.resources, readJobSections({}).job.resources]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['[1]', ['resources is a list of 1, but takes a mapping']],
    [
      '{ gpus: 1 }',
      [
        `resources.gpus ${unknown}, but takes one of instance_count, instance_type, properties, locations, shm_size, max_instance_count, docker_args`,
      ],
    ],
    [
      '{ instance_count: many, instance_type: 2, max_instance_count: , shm_size: 5 }',
      [
        'resources.instance_count is "many", but takes a whole number',
        'resources.instance_type is 2, but takes text',
        'resources.max_instance_count is without a value, but takes a whole number',
        'resources.shm_size is 5, but takes text',
      ],
    ],
    [
      '{ locations: west, docker_args: [1], properties: 3 }',
      [
        'resources.locations is "west", but takes a list of texts',
        'resources.properties is 3, but takes a mapping',
        'resources.docker_args is a list of 1, but takes text, or a list of texts',
      ],
    ],
    ['{ locations: [west, 2] }', ['resources.locations is a list of 2, but takes a list of texts']],
  ])('are refused where they are %s', (text, expected) => {
    expect(readJobSections({ resources: text }).problems).toEqual(expected);
    expect(trialOf(`resources: ${text}`).problems).toEqual(expected.map((problem) => `trial.${problem}`));
  });
});

describe('the distribution of a trial', () => {
  it.each([
    ['{ type: PyTorch, process_count_per_instance: 2 }', 'pytorch', [['process_count_per_instance', 2n]]],
    ['{ type: mpi, process_count_per_instance: "2" }', 'mpi', [['process_count_per_instance', 2n]]],
    ['{ type: mpi }', 'mpi', []],
    [
      '{ type: TensorFlow, worker_count: 3, parameter_server_count: 1.0 }',
      'tensorflow',
      [
        ['parameter_server_count', 1n],
        ['worker_count', 3n],
      ],
    ],
    [
      '{ type: ray, port: 6379, address: head, include_dashboard: false, dashboard_port: 8265, head_node_additional_args: --x, worker_node_additional_args: --y }',
      'ray',
      [
        ['port', 6379n],
        ['address', 'head'],
        ['include_dashboard', false],
        ['dashboard_port', 8265n],
        ['head_node_additional_args', '--x'],
        ['worker_node_additional_args', '--y'],
      ],
    ],
  ] as const)('is read off %s', (text, type, settings) => {
    const { trial, problems } = trialOf(`distribution: ${text}`);
    expect([trial.distribution, problems]).toEqual([{ type, settings: new Map<string, unknown>(settings) }, []]);
  });

  it('is none where the trial has none', () => {
    expect(trialOf('queue_settings: {}').trial.distribution).toBeUndefined();
  });

  it.each([
    ['mpi', ['is "mpi", but takes a mapping']],
    ['{}', ['.type is missing, but takes one of pytorch, mpi, tensorflow, ray']],
    ['{ type: smoke }', ['.type is "smoke", but takes one of pytorch, mpi, tensorflow, ray']],
    ['{ type: mpi, worker_count: 3 }', [`.worker_count ${unknown}, but takes one of type, process_count_per_instance`]],
    [
      '{ type: ray, port: x, address: 5, include_dashboard: 1, worker_node_additional_args: [a] }',
      [
        '.port is "x", but takes a whole number',
        '.address is 5, but takes text',
        '.include_dashboard is 1, but takes true or false',
        '.worker_node_additional_args is a list of 1, but takes text',
      ],
    ],
  ])('is refused where it is %s', (text, expected) => {
    const said = expected.map((words) => `trial.distribution${words.startsWith('.') ? '' : ' '}${words}`);
    expect(trialOf(`distribution: ${text}`).problems).toEqual(said);
  });
});

describe('the identity of a job', () => {
  it.each([
    ['{ type: user_identity }', { type: 'user_identity' }],
    ['{ type: UserIdentity }', { type: 'user_identity' }],
    ['{ type: AMLToken }', { type: 'aml_token' }],
    ['{ type: managed }', { type: 'managed' }],
    ['{ type: ManagedIdentity, client_id: a, object_id: b }', { type: 'managed', clientId: 'a', objectId: 'b' }],
  ])('is read off %s', (text, identity) => {
    const { job, problems } = readJobSections({ identity: text });
    expect([job.identity, problems]).toEqual([identity, []]);
  });

  it('is none where the file has none', () => {
    expect(readJobSections({}).job.identity).toBeUndefined();
  });

  const types = 'one of user_identity, aml_token, managed, managed_identity';
  it.each([
    ['managed', ['identity is "managed", but takes a mapping']],
    ['{}', [`identity.type is missing, but takes ${types}`]],
    ['{ type: nobody }', [`identity.type is "nobody", but takes ${types}`]],
    ['{ type: aml_token, client_id: a }', [`identity.client_id ${unknown}, but takes one of type`]],
    [
      '{ type: managed, msi_resource_id: a }',
      [`identity.msi_resource_id ${unknown}, but takes one of type, client_id, object_id`],
    ],
    [
      '{ type: managed, client_id: 5, object_id: 6 }',
      ['identity.client_id is 5, but takes text', 'identity.object_id is 6, but takes text'],
    ],
  ])('is refused where it is %s', (text, expected) => {
    expect(readJobSections({ identity: text }).problems).toEqual(expected);
  });
});

describe('the queue of a job', () => {
  it.each([
    ['{}', {}],
    ['{ job_tier: Spot, priority: HIGH }', { jobTier: 'spot', priority: 'high' }],
    ['{ job_tier: basic, priority: low }', { jobTier: 'basic', priority: 'low' }],
    ['{ job_tier: standard, priority: medium }', { jobTier: 'standard', priority: 'medium' }],
    ['{ job_tier: premium }', { jobTier: 'premium' }],
    ['{ job_tier: "null" }', { jobTier: 'null' }],
  ])('is read off %s', (text, queueSettings) => {
    const { job, problems } = readJobSections({ queue_settings: text });
    expect([job.queueSettings, problems]).toEqual([queueSettings, []]);
  });

  it.each([
    ['spot', ['queue_settings is "spot", but takes a mapping']],
    ['{ tier: spot }', [`queue_settings.tier ${unknown}; did you mean job_tier?, but takes one of job_tier, priority`]],
    [
      '{ job_tier: gold, priority: urgent }',
      [
        'queue_settings.job_tier is "gold", but takes one of spot, basic, standard, premium, null',
        'queue_settings.priority is "urgent", but takes one of low, medium, high',
      ],
    ],
  ])('is refused where it is %s, of the sweep as of the trial', (text, expected) => {
    expect(readJobSections({ queue_settings: text }).problems).toEqual(expected);
    expect(trialOf(`queue_settings: ${text}`).problems).toEqual(expected.map((problem) => `trial.${problem}`));
  });

  it('is none where the file has none', () => {
    expect(readJobSections({}).job.queueSettings).toBeUndefined();
  });
});
