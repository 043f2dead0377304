import { generateLiterals, generateSpace } from './generate-space.js';
import { generateTree } from './generate-tree.js';
import { type SeededRandom, seededRandom } from './seeded-random.js';
import { plainFiles, sweepText } from './sweep-sections.js';

/** A sweep file with the files that it names. */
export interface GeneratedSweep {
  readonly name: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A right sweep file, of everything that one may have, as the seed decides. */
export function generateSweep(seed: number): GeneratedSweep {
  const random = seededRandom(seed);
  const space = generateSpace(random);
  const assets = generateAssets(random);
  const literals = generateLiterals(random);
  const inputs = [...assets, ...literals];
  const used = space.names.map((name) => `--${name} \${{search_space.${name}}}`);
  const all = inputs.map((line) => /^ {2}(\w+):/.exec(line)?.[1] ?? '').map((name) => `--${name} \${{inputs.${name}}}`);
  const command = `python main.py ${[...used, ...all.filter(() => random.once(2))].join(' ')}`;
  const text = sweepText({
    trial: trialText(random, command),
    inputs: inputs.length === 0 ? '' : `inputs:\n${inputs.join('\n')}`,
    outputs: random.pick(['', '', 'outputs: { model: { type: mlflow_model, mode: rw_mount }, rest: }']),
    search_space: space.text,
    sampling_algorithm: random.pick([
      '',
      'sampling_algorithm: random',
      `sampling_algorithm: { type: random, rule: sobol, seed: ${random.whole(0, 1e6)}, logbase: ${random.pick(['e', '10', '2.5'])} }`,
      `sampling_algorithm: { type: Random, seed: "${random.whole(0, 99)}" }`,
    ]),
    early_termination: random.pick([
      '',
      `early_termination: { type: bandit, slack_factor: ${random.pick(['0.1', '1', '"0.25"'])}, evaluation_interval: ${random.whole(1, 9)} }`,
      `early_termination: { type: Bandit, slack_amount: 2.50, evaluation_interval: 1, delay_evaluation: ${random.whole(0, 9)} }`,
      'early_termination: { type: MedianStopping, delay_evaluation: 3 }',
      `early_termination: { type: truncation_selection, evaluation_interval: 2, truncation_percentage: ${random.whole(1, 99)} }`,
    ]),
    objective: `objective: { goal: ${random.pick(['Minimize', 'maximize', 'MAXIMIZE'])}, primary_metric: ${random.pick(['frost', '"val acc/1"', 'größe'])} }`,
    limits: limitsText(random),
    compute: random.pick(['compute: azureml:beds', 'compute: beds', 'compute: serverless', '']),
    more: moreText(random),
  });
  return { name: `seed ${seed}`, text, files: { ...plainFiles, ...generateTree(random, 'code') } };
}

function generateAssets(random: SeededRandom): readonly string[] {
  const all = [
    '  table: { type: uri_file, path: table.csv }',
    '  folder: { type: uri_folder, path: ./data, mode: ro_mount }',
    '  untyped: { path: data }',
    '  web: { type: uri_file, path: "https://data.example/x.csv?a=1" }',
    '  stored: { type: uri_folder, path: azureml://datastores/other/paths/x/, mode: direct }',
    `  named: { type: mltable, path: azureml:iris:${random.whole(1, 20)}, mode: eval_mount }`,
    '  newest: { type: uri_file, path: azureml:iris@latest }',
    '  rose: { type: custom_model, path: azureml:rose:1, mode: download }',
  ];
  return all.filter(() => random.once(4));
}

function trialText(random: SeededRandom, command: string): string {
  const lines = [
    `command: ${JSON.stringify(command)}`,
    random.pick(['code: code', 'code: ./code', 'code: code/main.py', 'code: src', '']),
    `environment: ${random.pick([
      'azureml:greenhouse:4',
      'azureml:greenhouse@latest',
      'azureml:AzureML-sklearn-1.5@latest',
      'azureml://registries/azureml/environments/e/versions/3',
      '{ image: "docker.io/python:3.11" }',
      '{ image: python, conda_file: conda.yml }',
      `{ image: python, conda_file: { name: e${random.whole(1, 9)}, dependencies: ["python=3.${random.whole(8, 12)}", { pip: ["a>=1,<2", "b==${random.whole(1, 9)}.0"] }] } }`,
    ])}`,
    random.pick(['', 'environment_variables: { A: x, B: 2, C: true, D: 1.0, E: 1.0e-9, F: "3" }']),
    random.pick([
      '',
      '',
      'distribution: { type: pytorch, process_count_per_instance: 2 }',
      'distribution: { type: Mpi }',
    ]),
    random.pick(['', '', `resources: { instance_count: ${random.whole(1, 4)}, shm_size: 2g }`]),
  ];
  return `trial:\n${lines.map((line) => (line === '' ? '' : `  ${line}\n`)).join('')}`.trimEnd();
}

function limitsText(random: SeededRandom): string {
  const total = random.whole(1, 1000);
  const parts = [
    `max_total_trials: ${random.pick([String(total), `"${total}"`])}`,
    random.pick(['', `max_concurrent_trials: ${random.whole(1, 100)}`]),
    random.pick(['', `timeout: ${random.whole(1, 2_592_000)}`, 'timeout: 1:30:00']),
    random.pick(['', `trial_timeout: ${random.whole(1, 100_000)}`]),
  ];
  return `limits: { ${parts.filter((part) => part !== '').join(', ')} }`;
}

function moreText(random: SeededRandom): string {
  const all = [
    `name: sweep_${random.whole(0, 1e9)}`,
    'display_name: "Roses: red"',
    'description: |\n  How much sun?\n  And rain?',
    `experiment_name: garden-${random.whole(1, 9)}`,
    'tags: { a: b, "on": "yes", empty: }',
    'properties: { p: "1" }',
    'identity: { type: user_identity }',
    'queue_settings: { job_tier: Standard, priority: medium }',
    'resources: { instance_count: 3, instance_type: D2, properties: { a: { b: 1.0 } } }',
  ];
  return all.filter(() => random.once(4)).join('\n');
}
