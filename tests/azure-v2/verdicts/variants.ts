import type { SweepSections } from '../files/sweep-sections.js';

/** A change of the plain file, by a name that says what is in it. */
export type Variant = readonly [name: string, changes: SweepSections];

const samplings: readonly Variant[] = [
  ['no sampling', { sampling_algorithm: '' }],
  ['a sampling in capitals', { sampling_algorithm: 'sampling_algorithm: Random' }],
  ['grid with a uniform', { sampling_algorithm: 'sampling_algorithm: grid' }],
  ['bayesian', { sampling_algorithm: 'sampling_algorithm: bayesian' }],
  ['bayesian with a seed', { sampling_algorithm: 'sampling_algorithm: { type: bayesian, seed: 1 }' }],
  ['a sampling that nobody knows', { sampling_algorithm: 'sampling_algorithm: sobol' }],
  ['a sampling without a value', { sampling_algorithm: 'sampling_algorithm:' }],
  ['a sampling without a type', { sampling_algorithm: 'sampling_algorithm: { seed: 1 }' }],
  ['a seed', { sampling_algorithm: 'sampling_algorithm: { type: random, seed: 7, rule: sobol, logbase: 10 }' }],
  ['a seed that is a fraction', { sampling_algorithm: 'sampling_algorithm: { type: random, seed: 7.9 }' }],
  ['a seed that is text', { sampling_algorithm: 'sampling_algorithm: { type: random, seed: "12" }' }],
  ['a seed that is no number', { sampling_algorithm: 'sampling_algorithm: { type: random, seed: many }' }],
  ['a seed that is a boolean', { sampling_algorithm: 'sampling_algorithm: { type: random, seed: yes }' }],
  ['a negative seed', { sampling_algorithm: 'sampling_algorithm: { type: random, seed: -3 }' }],
  ['the logbase e', { sampling_algorithm: 'sampling_algorithm: { type: random, logbase: e }' }],
  ['a logbase in quotes', { sampling_algorithm: 'sampling_algorithm: { type: random, logbase: "2.5" }' }],
  ['a logbase below 0', { sampling_algorithm: 'sampling_algorithm: { type: random, logbase: -2 }' }],
  ['a rule in capitals', { sampling_algorithm: 'sampling_algorithm: { type: Random, rule: Sobol }' }],
  ['a rule that nobody knows', { sampling_algorithm: 'sampling_algorithm: { type: random, rule: halton }' }],
];

const space = (expression: string): SweepSections => ({ search_space: `search_space:\n  sun: ${expression}` });
const spaces: readonly Variant[] = [
  ['choices of every kind', space('{ type: choice, values: [1, 1.0, 2.50, text, "3", 1e3, 1.0e-7, 010, 0x1F] }')],
  ['choices that are booleans', space('{ type: choice, values: [true, false] }')],
  ['choices that YAML 1.1 takes for booleans', space('{ type: choice, values: [on, off] }')],
  ['choices that are nothing', space('{ type: choice, values: [1, null] }')],
  ['choices that are lists', space('{ type: choice, values: [[1, 2]] }')],
  [
    'choices that are mappings',
    space('{ type: choice, values: [{ rain: 1, soil: clay }, { rain: { type: randint, upper: 3 } }] }'),
  ],
  ['choices with numbers in quotes in mappings', space('{ type: choice, values: [{ rain: "3", soil: "1e-3" }] }')],
  ['choices with a boolean in a mapping', space('{ type: choice, values: [{ rain: true }] }')],
  ['a large whole number', space('{ type: choice, values: [12345678901234567890] }')],
  ['not a number', space('{ type: choice, values: [.nan, .inf] }')],
  ['a time of day', space('{ type: choice, values: [1:30, 1_000] }')],
  ['a date as a choice', space('{ type: choice, values: [2026-01-02] }')],
  ['choices that are no list', space('{ type: choice, values: 3 }')],
  ['no choices', space('{ type: choice }')],
  ['an empty choice', space('{ type: choice, values: [] }')],
  ['whole bounds', space('{ type: uniform, min_value: 1, max_value: 2 }')],
  ['bounds in quotes', space("{ type: uniform, min_value: '1e-3', max_value: ' 2 ' }")],
  ['a bound that is text in YAML 1.1', space('{ type: uniform, min_value: 1e-3, max_value: 1e3 }')],
  ['bounds the wrong way round', space('{ type: uniform, min_value: 9, max_value: 1 }')],
  ['a uniform with a q', space('{ type: uniform, min_value: 1, max_value: 9, q: 1 }')],
  ['a bound without end', space('{ type: uniform, min_value: 1, max_value: .inf }')],
  ['a uniform without its maximum', space('{ type: uniform, min_value: 1 }')],
  [
    'every other distribution',
    {
      search_space: `search_space:
  sun: { type: quniform, min_value: 1, max_value: 9, q: 2 }
  b: { type: loguniform, min_value: -6.9, max_value: -1 }
  c: { type: QLogUniform, min_value: 0, max_value: 4, q: 1.0 }
  d: { type: normal, mu: 0, sigma: 1.5 }
  e: { type: qnormal, mu: 10, sigma: 2, q: 1 }
  f: { type: lognormal, mu: 0, sigma: 1 }
  g: { type: qlognormal, mu: 0, sigma: 1, q: 1 }
  h: { type: RandInt, upper: 10.0 }`,
    },
  ],
  ['a q of 0', space('{ type: quniform, min_value: 1, max_value: 9, q: 0 }')],
  ['a sigma below 0', space('{ type: normal, mu: 0, sigma: -1 }')],
  ['a randint to 0', space('{ type: randint, upper: 0 }')],
  ['a randint in quotes', space('{ type: randint, upper: "10" }')],
  ['a distribution that nobody knows', space('{ type: poisson, values: [1] }')],
  ['a distribution without a type', space('{ values: [1] }')],
  ['a hyperparameter that is a number', space('5')],
  ['no hyperparameter', { search_space: 'search_space: {}' }],
  ['no search space', { search_space: '' }],
  ['a name with a dash', { search_space: 'search_space: { a-b: { type: choice, values: [1] } }' }],
  ['a name of other letters', { search_space: 'search_space: { größe: { type: choice, values: [1] } }' }],
  [
    'a name with an underscore',
    { search_space: 'search_space: { sun: { type: choice, values: [1] }, _a1: { type: choice, values: [1] } }' },
  ],
];

const policy = (text: string): SweepSections => ({ early_termination: `early_termination: ${text}` });
const policies: readonly Variant[] = [
  ['a bandit with a factor', policy('{ type: bandit, slack_factor: 0.1 }')],
  [
    'a bandit with a whole factor',
    policy('{ type: bandit, slack_factor: 1, evaluation_interval: 2, delay_evaluation: 10 }'),
  ],
  ['a bandit with an amount in quotes', policy('{ type: Bandit, slack_amount: "0.25" }')],
  ['a bandit with both', policy('{ type: bandit, slack_factor: 0.1, slack_amount: 0.1 }')],
  ['a bandit with neither', policy('{ type: bandit }')],
  ['a bandit with a factor that is text', policy('{ type: bandit, slack_factor: wide }')],
  ['median stopping', policy('{ type: MedianStopping }')],
  ['median stopping with a key of others', policy('{ type: median_stopping, slack_factor: 1 }')],
  ['median stopping with an interval of 0', policy('{ type: median_stopping, evaluation_interval: 0 }')],
  ['truncation', policy('{ type: truncation_selection, truncation_percentage: 20.9 }')],
  ['truncation in text', policy('{ type: truncation_selection, truncation_percentage: "20", delay_evaluation: 3 }')],
  ['truncation without a percentage', policy('{ type: truncation_selection }')],
  ['truncation of 120', policy('{ type: truncation_selection, truncation_percentage: 120 }')],
  ['a policy of none', policy('{ type: none }')],
  ['a policy that is a word', policy('bandit')],
  [
    'a policy with bayesian',
    { ...policy('{ type: median_stopping }'), sampling_algorithm: 'sampling_algorithm: bayesian' },
  ],
];

const limits = (text: string): SweepSections => ({ limits: `limits: ${text}` });
const bounds: readonly Variant[] = [
  ['no limits', { limits: '' }],
  ['limits without a total', limits('{ timeout: 7200 }')],
  ['short times', limits('{ max_total_trials: 4, timeout: 30, trial_timeout: 61 }')],
  ['long times', limits('{ max_total_trials: 4, timeout: 90061, trial_timeout: 86400 }')],
  ['times in quotes', limits('{ max_total_trials: "4", timeout: "3600" }')],
  ['a time of 0', limits('{ max_total_trials: 4, timeout: 0 }')],
  ['a time below 0', limits('{ max_total_trials: 4, trial_timeout: -5 }')],
  ['a time in ISO 8601', limits('{ max_total_trials: 4, timeout: PT2H }')],
  ['a time in sixties', limits('{ max_total_trials: 4, timeout: 1:30:00 }')],
  ['a time that is too long', limits('{ max_total_trials: 4, timeout: 3456000 }')],
  ['a total of whole text', limits('{ max_total_trials: "1_0" }')],
  ['a time that is a fraction', limits('{ max_total_trials: 4, timeout: 3600.5 }')],
  ['more at once than in all', limits('{ max_total_trials: 2, max_concurrent_trials: 9 }')],
  ['too many in all', limits('{ max_total_trials: 5000 }')],
  ['too many at once', limits('{ max_total_trials: 500, max_concurrent_trials: 200 }')],
  ['a total of -1', limits('{ max_total_trials: -1 }')],
  ['a total that is a fraction', limits('{ max_total_trials: 4.5 }')],
  ['a limit that nobody knows', limits('{ max_total_trials: 4, max_cost: 3 }')],
  ['a limit without a value', limits('{ max_total_trials: 4, timeout: }')],
];

const objectives: readonly Variant[] = [
  ['no objective', { objective: '' }],
  ['a goal in capitals', { objective: 'objective: { goal: MAXIMIZE, primary_metric: "a b/c" }' }],
  ['a goal that is short', { objective: 'objective: { goal: max, primary_metric: frost }' }],
  ['no goal', { objective: 'objective: { primary_metric: frost }' }],
  ['a metric without a name', { objective: 'objective: { goal: minimize, primary_metric: "" }' }],
  ['a metric that is a number', { objective: 'objective: { goal: minimize, primary_metric: 5 }' }],
  ['an objective with another key', { objective: 'objective: { goal: minimize, primary_metric: frost, type: x }' }],
];

const inputs = (text: string): SweepSections => ({
  inputs: `inputs:\n  table: { type: uri_file, path: table.csv }\n  rows: 3\n  more: ${text}`,
});
const inputVariants: readonly Variant[] = [
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

const outputs: readonly Variant[] = [
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

const trial = (text: string, command = 'python grow.py ${{search_space.sun}}'): SweepSections => ({
  trial: `trial:\n  command: ${command}\n  environment: azureml:greenhouse:4\n${text}`,
});
const environment = (text: string): SweepSections => ({
  trial: `trial:\n  command: python grow.py\n  environment: ${text}`,
});
const trials: readonly Variant[] = [
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

const environments: readonly Variant[] = [
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
    'an image with all that it may have',
    environment('{ image: python, os_type: Linux, description: words, tags: { a: b }, name: x, version: 3 }'),
  ],
  ['a conda file that does not exist', environment('{ image: python, conda_file: nowhere.yml }')],
  ['conda without an image', environment('{ conda_file: conda.yml }')],
  ['an image with another key', environment('{ image: python, gpu: true }')],
  ['an environment that is a number', environment('5')],
  ['an environment without a value', environment('')],
];

const rest: readonly Variant[] = [
  ['a type in capitals', { type: 'type: Sweep' }],
  ['no type', { type: '' }],
  ['a key that nobody knows', { owner: 'owner: Ada' }],
  [
    'keys that the service shows',
    { shown: 'id: azureml:x\nstatus: Completed\ncreation_context: { created_by: Ada }\n$schema: https://x' },
  ],
  [
    'all that describes it',
    {
      more: 'name: rose_1\ndisplay_name: Roses\ndescription: How much sun?\nexperiment_name: garden\ntags: { a: b, c: }\nproperties: { p: "1", q: }',
    },
  ],
  ['a description without a value', { more: 'description:' }],
  ['an empty description', { more: 'description: ""' }],
  ['a tag that is a number', { more: 'tags: { year: 2026 }' }],
  ['a tag that is a boolean', { more: 'tags: { done: yes }' }],
  ['a property that is a number', { more: 'properties: { year: 2026 }' }],
  ['a display name that is a number', { more: 'display_name: 5' }],
  ['a name with a blank', { more: 'name: my roses' }],
  ['a compute without its prefix', { compute: 'compute: beds' }],
  [
    'a compute by its ARM id',
    {
      compute:
        'compute: azureml:/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/computes/beds',
    },
  ],
  ['a serverless compute', { compute: 'compute: serverless' }],
  ['no compute', { compute: '' }],
  ['a compute without a value', { compute: 'compute:' }],
  ['a local compute', { compute: 'compute: local' }],
  ['a compute that is a number', { compute: 'compute: 5' }],
  ['as the user', { identity: 'identity: { type: user_identity }' }],
  ['as the user, in camel case', { identity: 'identity: { type: UserIdentity }' }],
  ['as an identity', { identity: 'identity: { type: managed, client_id: c }' }],
  [
    'as an identity with all ids',
    { identity: 'identity: { type: managed_identity, client_id: c, object_id: o, msi_resource_id: m }' },
  ],
  ['with the token of Azure ML', { identity: 'identity: { type: aml_token }' }],
  ['as nobody', { identity: 'identity: { type: root }' }],
  ['a user with an id', { identity: 'identity: { type: user_identity, client_id: c }' }],
  ['a spot queue', { queue: 'queue_settings: { job_tier: Spot, priority: high }' }],
  ['no queue', { queue: 'queue_settings: { job_tier: "null" }' }],
  ['a queue that nobody knows', { queue: 'queue_settings: { job_tier: gold }' }],
  ['an empty queue', { queue: 'queue_settings: {}' }],
  ['a priority that is a number', { queue: 'queue_settings: { priority: 2 }' }],
  [
    'resources of both',
    {
      ...trial('  resources: { instance_count: 1 }'),
      resources: 'resources: { instance_count: 2, instance_type: D2, shm_size: 2g }',
    },
  ],
  ['empty resources', { resources: 'resources: {}' }],
  ['services', { services: 'services: { s: { type: ssh, port: 22 } }' }],
  ['an earlier sweep', { resume: 'resume_from: [x]' }],
  ['a key twice', { twice: 'compute: azureml:other' }],
];

/** Every way in which files differ that one of the clients may refuse. */
export const variants: readonly Variant[] = [
  ...samplings,
  ...spaces,
  ...policies,
  ...bounds,
  ...objectives,
  ...inputVariants,
  ...outputs,
  ...trials,
  ...environments,
  ...rest,
];
