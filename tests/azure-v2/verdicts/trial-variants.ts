import type { SweepSections } from '../files/sweep-sections.js';
import type { Variant } from './variant.js';

/** A trial with more keys. */
export const trial = (text: string, command = 'python grow.py ${{search_space.sun}}'): SweepSections => ({
  trial: `trial:\n  command: ${command}\n  environment: azureml:greenhouse:4\n${text}`,
});
const environment = (text: string): SweepSections => ({
  trial: `trial:\n  command: python grow.py\n  environment: ${text}`,
});
/** What a trial runs, and on what. */
export const trials: readonly Variant[] = [
  ['no code', trial('')],
  ['code without a value', trial('  code:')],
  ['code that is a file', trial('  code: src/grow.py')],
  ['code with a dot before it', trial('  code: ./src')],
  ['code that does not exist', trial('  code: nowhere')],
  ['code that is empty', trial('  code: empty')],
  ['code of a registry', trial('  code: azureml://registries/r/codes/c/versions/1')],
  ['code with a version', trial('  code: azureml:seeds:3')],
  [
    'code by its ARM id',
    trial(
      '  code: azureml:/subscriptions/sub/resourceGroups/group/providers/Microsoft.MachineLearningServices/workspaces/work/codes/c/versions/1',
    ),
  ],
  ['code on the web', trial('  code: https://code.example/x.zip')],
  ['code of git', trial('  code: git+https://code.example/x')],
  ['single braces', trial('', 'python grow.py {search_space.sun} {inputs.rows} {outputs.x}')],
  ['single braces that name something', trial('', 'python grow.py {search_space.sun} {inputs.rows}')],
  ['an unknown hyperparameter', trial('', 'python grow.py ${{search_space.sun}} ${{search_space.rain}}')],
  ['a placeholder of another kind', trial('', 'python grow.py ${{search_space.sun}} ${{seeds.rose}}')],
  ['an unknown input', trial('', 'python grow.py ${{inputs.rain}}')],
  ['an unknown input in brackets', trial('', '"python grow.py [--rain ${{inputs.rain}}]"')],
  ['an empty command', trial('', '""')],
  ['no command', { trial: 'trial: { environment: "azureml:a:1" }' }],
  ['no environment', { trial: 'trial: { command: python }' }],
  ['no trial', { trial: '' }],
  ['a trial that is a file', { trial: 'trial: file:./trial.yml' }],
  ['inputs of the trial', trial('  inputs: { rows: 3 }')],
  ['a type of the trial', trial('  type: command')],
  ['a compute of the trial', trial('  compute: azureml:beds')],
  [
    'variables of every kind',
    trial('  environment_variables: { A: x, B: 2, C: true, D: 1.0, E: , F: "3", G: [1, 2], H: { i: 1.5 } }'),
  ],
  ['variables that are a list', trial('  environment_variables: [A]')],
  ['variables without a value', trial('  environment_variables:')],
  [
    'resources of the trial',
    trial(
      '  resources: { instance_count: 2, instance_type: D2, shm_size: 2g, docker_args: --x, properties: { a: { b: 1 } } }',
    ),
  ],
  ['lists of resources', trial('  resources: { docker_args: [--x, --y], locations: [west], max_instance_count: 4 }')],
  [
    'texts of resources',
    trial('  resources: { instance_count: "2", docker_args: --x, locations: [west], max_instance_count: 4.9 }'),
  ],
  ['a count that is no number', trial('  resources: { instance_count: many }')],
  ['a resource that nobody knows', trial('  resources: { gpus: 1 }')],
  ['pytorch', trial('  distribution: { type: PyTorch, process_count_per_instance: 2 }')],
  ['mpi', trial('  distribution: { type: mpi, process_count_per_instance: "2" }')],
  ['mpi without a count', trial('  distribution: { type: mpi }')],
  ['tensorflow', trial('  distribution: { type: tensorflow, worker_count: 3, parameter_server_count: 1 }')],
  [
    'ray',
    trial(
      '  distribution: { type: ray, port: 6379, include_dashboard: true, dashboard_port: 8265, head_node_additional_args: --x }',
    ),
  ],
  ['a distribution that is none', trial('  distribution: { type: smoke }')],
  ['a distribution with a key of others', trial('  distribution: { type: mpi, worker_count: 3 }')],
  ['a queue of the trial', trial('  queue_settings: { job_tier: spot }')],
];

/** Environments. */
export const environments: readonly Variant[] = [
  ['the latest environment', environment('azureml:greenhouse@latest')],
  ['an environment with another label', environment('azureml:greenhouse@best')],
  ['an environment without a version', environment('azureml:greenhouse')],
  ['an environment that is only a name', environment('greenhouse:3')],
  ['an environment with an empty version', environment('"azureml:greenhouse:"')],
  ['a curated environment', environment('azureml:AzureML-sklearn-1.5@latest')],
  ['a curated environment without a version', environment('azureml:AzureML-sklearn-1.5')],
  ['an environment of a registry', environment('azureml://registries/azureml/environments/e/versions/3')],
  ['a label of a registry', environment('azureml://registries/azureml/environments/e/labels/latest')],
  [
    'an environment by its ARM id',
    environment(
      'azureml:/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/environments/e/versions/3',
    ),
  ],
  [
    'an ARM id without azureml:',
    environment(
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/environments/e/versions/3',
    ),
  ],
  ['an image', environment('{ image: "docker.io/python:3.11" }')],
  ['an image with a conda file', environment('{ image: "docker.io/python:3.11", conda_file: conda.yml }')],
  [
    'an image with conda inline',
    environment(
      '{ image: python, conda_file: { name: e, dependencies: [python=3.10, { pip: ["a b", "x: y", 1.0, "1.0", ""] }], channels: [] } }',
    ),
  ],
  [
    'an image with conda texts of every kind',
    environment(
      `{ image: python, conda_file: { "größe": "${'word '.repeat(30)}", "no": "${'é '.repeat(60)}", more: ["a\\nb\\n", "a \\n b", "\\e\\a", "${'x: '.repeat(40)}"] } }`,
    ),
  ],
  [
    'an image with all that it may have',
    environment('{ image: python, os_type: Linux, description: words, tags: { a: b }, name: x, version: 3 }'),
  ],
  ['a conda file that does not exist', environment('{ image: python, conda_file: nowhere.yml }')],
  ['conda without an image', environment('{ conda_file: conda.yml }')],
  ['an environment that is built', environment('{ build: { path: src } }')],
  ['an image with another key', environment('{ image: python, gpu: true }')],
  ['an environment that is a number', environment('5')],
  ['an environment without a value', environment('')],
];
