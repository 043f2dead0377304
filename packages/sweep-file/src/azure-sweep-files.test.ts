import { join } from 'node:path';
import { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from './__fixtures__/sweep-folder.js';

/** Sweep files in the shapes in which people have them for Azure ML. */
const vines = `$schema: https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json
type: sweep
trial:
  code: src
  command: >-
    python grow.py
    --vines-csv \${{inputs.vines_csv}}
    --sun \${{search_space.sun}}
    --soil \${{search_space.soil}}
  environment: azureml:vineyard-cpu:9
inputs:
  vines_csv:
    type: uri_file
    path: wasbs://public@vineyard.blob.core.windows.net/vines.csv
compute: azureml:cpu-cluster
sampling_algorithm: random
search_space:
  sun: { type: uniform, min_value: 0.5, max_value: 0.9 }
  soil:
    type: choice
    values: ["clay", "sand", "loam"]
objective:
  goal: minimize
  primary_metric: acidity
limits:
  max_total_trials: 20
  max_concurrent_trials: 10
  timeout: 7200
display_name: vines-sweep
experiment_name: vines-sweep
description: How much sun do vines want?
`;

const network = `$schema: https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json
type: sweep
name: deep_roots_7
sampling_algorithm:
  type: random
  seed: "7"
  rule: sobol
  logbase: e
search_space:
  learning_rate: { type: loguniform, min_value: -6.9, max_value: "-2.3" }
  dropout: { type: QUniform, min_value: 2, max_value: 8, q: 2 }
  layers: { type: randint, upper: 4 }
  width: { type: qlognormal, mu: 4, sigma: 1, q: 16 }
objective: { type: maximize, primary_metric: Best Accuracy, goal: Maximize }
early_termination: { type: truncation_selection, truncation_percentage: 20, evaluation_interval: 2, delay_evaluation: 5 }
trial:
  command: python -m deep.roots --data \${{inputs.soil}} --table \${{inputs.table}} --seed \${{inputs.seed}} --verbose \${{inputs.verbose}} --lr \${{search_space.learning_rate}} --drop \${{search_space.dropout}} --layers \${{search_space.layers}} --width \${{search_space.width}} --model_dir \${{outputs.model_dir}}
  code: ./src
  environment:
    image: mcr.example.org/deep:1
    conda_file: conda.yml
  environment_variables: { OMP_NUM_THREADS: 2, LOG: debug }
  distribution: { type: pytorch, process_count_per_instance: 1 }
  resources: { instance_count: 2, shm_size: 2g }
inputs:
  soil: { type: uri_folder, path: ./data, mode: ro_mount }
  table: { type: mltable, path: ./data, mode: eval_mount }
  seed: 3
  verbose: true
outputs:
  model_dir: { type: mlflow_model, mode: upload, path: azureml://datastores/models/paths/deep }
  scratch:
limits: { max_total_trials: 40, max_concurrent_trials: 4, timeout: "3600", trial_timeout: 600 }
compute: azureml:gpu
identity: { type: user_identity }
queue_settings: { job_tier: spot }
properties: { owner: "botany", rows: 12 }
tags: { crop: beet, draft: }
`;

const shown = `type: sweep
id: azureml:/subscriptions/s/jobs/calm_leaf
status: Completed
creation_context: { created_by: Ada }
services: { Studio: { endpoint: https://ml.example.org } }
sampling_algorithm: bayesian
trial: { command: 'python t.py --x \${{search_space.x}}', environment: 'azureml:e:1' }
search_space: { x: { type: uniform, min_value: 0, max_value: 1 } }
objective: { primary_metric: loss, goal: minimize }
limits: { max_total_trials: 100, max_concurrent_trials: 1 }
compute: azureml:c
`;

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({ 'src/grow.py': '', 'data/MLTable': '', 'vines.csv': '' });
});

const local = 'inputs.vines_csv.path=vines.csv';

describe('a sweep file for Azure ML', () => {
  it('with data in the cloud needs a path of this machine, and nothing else', () => {
    expect(files.problemsOf(vines)).toEqual([
      'sweep.yml:14:11: inputs.vines_csv.path is "wasbs://public@vineyard.blob.core.windows.net/vines.csv", but takes a path on this machine, as nothing is downloaded: replace it with --set inputs.vines_csv.path=PATH',
    ]);
    const { config, experimentName } = files.parse(vines, local);
    expect(experimentName).toBe('vines-sweep');
    expect([config.maxTotalRuns, config.maxConcurrentRuns, config.maxDurationMinutes]).toEqual([20, 10, 120]);
    expect(config.runConfig?.inputs).toEqual(
      new Map([['vines_csv', { type: 'uri_file', path: join(files.folder, 'vines.csv') }]]),
    );
  });

  it('with everything that a sweep can have is read whole', () => {
    const { config, ...metadata } = files.parse(network);
    expect(metadata).toMatchObject({
      displayName: 'deep_roots_7',
      tags: new Map([
        ['crop', 'beet'],
        ['draft', ''],
      ]),
      properties: new Map([
        ['owner', 'botany'],
        ['rows', '12'],
      ]),
    });
    expect(config.hyperparameterSampling).toMatchObject({
      kind: 'random',
      seed: 7,
      rule: 'sobol',
      logbase: 'e',
      parameterSpace: new Map([
        ['learning_rate', { kind: 'loguniform', minValue: -6.9, maxValue: -2.3 }],
        ['dropout', { kind: 'quniform', minValue: 2, maxValue: 8, q: 2 }],
        ['layers', { kind: 'randint', upper: 4 }],
        ['width', { kind: 'qlognormal', mu: 4, sigma: 1, q: 16 }],
      ]),
    });
    expect(config.primaryMetric).toEqual({ name: 'Best Accuracy', goal: 'maximize' });
    expect(config.policy).toMatchObject({ truncationPercentage: 20, evaluationInterval: 2, delayEvaluation: 5 });
    expect([config.maxDurationMinutes, config.runConfig?.maxDurationSeconds]).toEqual([60, 600]);
    expect(config.runConfig?.inputs).toEqual(
      new Map<string, unknown>([
        ['soil', { type: 'uri_folder', path: join(files.folder, 'data') }],
        ['table', { type: 'mltable', path: join(files.folder, 'data') }],
        ['seed', { type: 'literal', value: 3 }],
        ['verbose', { type: 'literal', value: 'True' }],
      ]),
    );
    expect(config.runConfig?.outputs).toEqual(
      new Map([
        ['model_dir', { type: 'mlflow_model' }],
        ['scratch', { type: 'uri_folder' }],
      ]),
    );
    expect(HyperDriveConfig.fromWire(config.toWire()).toWire()).toEqual(config.toWire());
  });

  it('has one warning for all that has no effect on the target', () => {
    expect(files.parse(network).warnings.map(({ line, path }) => `${line} ${path}`)).toEqual([
      '3 name',
      '19 trial.environment',
      '37 properties.rows',
    ]);
    expect(files.warningsOf(network)).toContain(
      'sweep.yml:19:3: trial.environment has no effect here: it is a test. The same holds for trial.distribution (line 23), trial.resources (line 24), compute (line 34), identity (line 35), queue_settings (line 36); inputs.soil.mode (line 26), inputs.table.mode (line 27): files are used in place; outputs.model_dir.path (line 31): outputs are kept',
    );
  });

  it('as Azure ML shows a job is a file too', () => {
    const { config, warnings } = files.parse(shown);
    expect(config.hyperparameterSampling.kind).toBe('bayesian');
    expect(warnings.map(({ path }) => path)).toEqual(['services']);
  });

  it('with misspelled keys gets what may be meant, and not that it is missing', () => {
    const text = vines.replace('max_value: 0.9', 'max_val: 0.9').replace('early', 'x').replace('goal:', 'gaol:');
    expect(files.problemsOf(text, local)).toEqual([
      'sweep.yml:18:41: search_space.sun.max_val is not a known key: did you mean max_value?',
      'sweep.yml:23:3: objective.gaol is not a known key: did you mean goal?',
    ]);
    expect(files.warningsOf(vines.replace('display_name', 'displayname'), local)).toContain(
      'sweep.yml:29:1: displayname is not a known key and is passed over, where Azure ML refuses it; did you mean display_name?',
    );
  });

  it('with words that YAML 1.1 takes for booleans is warned of them', () => {
    expect(files.warningsOf(vines.replace('["clay", "sand", "loam"]', '[yes, "no"]'), local)).toContain(
      'sweep.yml:21:14: search_space.soil.values[0] is the text "yes", which Azure ML reads as a boolean: put it into quotes, or write true or false',
    );
  });

  it.each(['https://x.org/a', 'azureml:data:1', 'azureml://datastores/d/paths/p', 'abfss://c@a/x', 'file://host/x'])(
    'with data at %s is refused with the way out',
    (path) => {
      expect(files.problemsOf(vines, `inputs.vines_csv.path=${path}`)[0]).toMatch(
        /--set inputs\.vines_csv\.path=PATH$/,
      );
    },
  );
});
