import type { GeneratedSweep } from './generate-sweep.js';
import { plainFiles, type SweepSections, sweepText } from './sweep-sections.js';

const trial = (more: string): string => `trial:
  command: python grow.py \${{search_space.sun}}
${more}`;

/** By what is in it: what a file that only names code, environment, space, metric, limit and compute has beside that. */
const shapes: readonly (readonly [name: string, sections: SweepSections])[] = [
  ['as little as a file may have', {}],
  [
    'every kind of hyperparameter',
    {
      sampling_algorithm: 'sampling_algorithm: random',
      search_space: `search_space:
  sun: { type: choice, values: [1, 2, 3] }
  b: { type: choice, values: [0.5, 1.0, 2, 1.0e-07] }
  c: { type: choice, values: [x, y z, '3', 1e3, 'true'] }
  d: { type: uniform, min_value: 0, max_value: 1 }
  e: { type: quniform, min_value: 0, max_value: 10, q: 0.5 }
  f: { type: loguniform, min_value: -6.9, max_value: -1 }
  g: { type: qloguniform, min_value: 0, max_value: 4, q: 2 }
  h: { type: normal, mu: 0, sigma: 1.5 }
  i: { type: qnormal, mu: 10, sigma: 2, q: 1 }
  j: { type: lognormal, mu: 0, sigma: 1 }
  k: { type: qlognormal, mu: 0, sigma: 1, q: 1 }
  l: { type: randint, upper: 1000 }
  m: { type: choice, values: [{ n: { type: choice, values: [1, 2] } }, { n: 3 }] }`,
    },
  ],
  ['Sobol', { sampling_algorithm: 'sampling_algorithm: { type: random, rule: sobol, seed: 123, logbase: 10 }' }],
  [
    'bayesian sampling, all limits',
    {
      sampling_algorithm: 'sampling_algorithm: bayesian',
      limits: 'limits: { max_total_trials: 20, max_concurrent_trials: 4, timeout: 90061, trial_timeout: 30 }',
    },
  ],
  [
    'a bandit policy',
    {
      early_termination:
        'early_termination: { type: bandit, slack_factor: 0.1, evaluation_interval: 2, delay_evaluation: 10 }',
    },
  ],
  [
    'truncation selection',
    {
      early_termination:
        'early_termination: { type: truncation_selection, truncation_percentage: 20, evaluation_interval: 1 }',
    },
  ],
  [
    'inputs and outputs of every kind',
    {
      inputs: `inputs:
  flag: true
  'off': false
  n: 3
  f: 1.0
  tiny: 1.0e-07
  big: 1.0e+16
  huge: 12345678901234567890
  s: text
  file: { type: uri_file, path: table.csv }
  dir: { type: uri_folder, path: src, mode: download }
  web: { type: uri_file, path: "https://data.example/beds.csv" }
  store: { type: uri_file, path: azureml://datastores/workspaceblobstore/paths/x/y.csv }
  asset: { type: mltable, path: "azureml:beds:2", mode: eval_mount }
  latest: { type: uri_file, path: azureml:rain@latest }`,
      outputs: `outputs:
  model: { type: uri_folder }
  one: { type: uri_file, mode: upload, path: azureml://datastores/workspaceblobstore/paths/out/one }
  plain:`,
    },
  ],
  [
    'everything else',
    {
      trial: trial(`  code: src
  environment: azureml:AzureML-garden-1.5@latest
  distribution: { type: pytorch, process_count_per_instance: 2 }
  environment_variables: { A: '1', B: 2, C: true }
  resources: { instance_count: 1 }`),
      more: `name: my-garden_1
display_name: Display
description: Words
experiment_name: garden-1
tags: { a: b }
properties: { p: q }
identity: { type: user_identity }
queue_settings: { job_tier: Spot }
resources: { instance_count: 2, instance_type: Standard_D2, shm_size: 2g }`,
    },
  ],
  [
    'the latest environment, no code, no compute, single braces',
    {
      trial: 'trial: { command: "echo {search_space.sun}", environment: "azureml:greenhouse@latest" }',
      compute: '',
    },
  ],
];

/** Sweep files in the shapes of those whose bodies were recorded from azure-ai-ml, section by section. */
export const recordedShapes: readonly GeneratedSweep[] = shapes.map(([name, sections]) => ({
  name,
  files: plainFiles,
  text: sweepText({
    trial: trial('  code: src\n  environment: azureml:greenhouse:3'),
    inputs: '',
    sampling_algorithm: '',
    limits: 'limits: { max_total_trials: 4 }',
    ...sections,
  }),
}));
