import type { GeneratedSweep } from './generate-sweep.js';
import { plainFiles } from './sweep-sections.js';

const schema = '$schema: https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json';

const texts: readonly (readonly [name: string, text: string])[] = [
  [
    'a first example: no compute, a curated environment',
    `${schema}
type: sweep
trial:
  command: >-
    python grow.py
    --A \${{inputs.A}}
    --B \${{search_space.B}}
    --C \${{search_space.C}}
  code: src
  environment: azureml:AzureML-garden-1.5@latest
inputs:
  A: 0.5
sampling_algorithm: random
search_space:
  B:
    type: choice
    values: ["rose", "lily", "wild_rose"]
  C:
    type: uniform
    min_value: 0.1
    max_value: 1.0
objective:
  goal: minimize
  primary_metric: random_frost
limits:
  max_total_trials: 4
  max_concurrent_trials: 2
  timeout: 3600
display_name: first-sweep
experiment_name: first-sweep
description: A first sweep.
`,
  ],
  [
    'data in public storage, a cluster',
    `${schema}
type: sweep
trial:
  code: src
  command: >-
    python grow.py 
    --beds-csv \${{inputs.beds_csv}}
    --C \${{search_space.C}}
    --kernel \${{search_space.kernel}}
    --coef0 \${{search_space.coef0}}
  environment: azureml:AzureML-garden-1.5@latest
inputs:
  beds_csv:
    type: uri_file
    path: wasbs://public@garden.blob.core.windows.net/beds.csv
compute: azureml:cpu-cluster
sampling_algorithm: random
search_space:
  C: { type: uniform, min_value: 0.5, max_value: 0.9 }
  kernel:
    type: choice
    values: ["rbf", "linear", "poly"]
  coef0: { type: uniform, min_value: 0.1, max_value: 1 }
objective: { goal: minimize, primary_metric: training_frost }
limits: { max_total_trials: 20, max_concurrent_trials: 10, timeout: 7200 }
display_name: beds-sweep-example
experiment_name: beds-sweep-example
`,
  ],
  [
    'a policy, hyperparameters that only the script knows, outputs as text',
    `type: sweep
trial:
  code: ./src
  command: python grow.py --num_epochs \${{inputs.num_epochs}} --output_dir \${{inputs.output_dir}} --lr \${{search_space.learning_rate}} --momentum \${{search_space.momentum}}
  environment: azureml:AzureML-acgt-2.8@latest
inputs:
  num_epochs: 30
  output_dir: "./outputs"
compute: gpu-cluster
sampling_algorithm: { type: random }
search_space:
  learning_rate: { type: uniform, min_value: 0.0005, max_value: 0.005 }
  momentum: { type: uniform, min_value: 0.9, max_value: 0.99 }
early_termination: { type: bandit, slack_factor: 0.15, evaluation_interval: 1, delay_evaluation: 10 }
objective: { goal: Maximize, primary_metric: best_val_acc }
limits: { max_total_trials: 8, max_concurrent_trials: 4 }
display_name: garden-birds
`,
  ],
  [
    'data on the web, text of two words',
    `type: sweep
experiment_name: beds
trial:
  code: src
  command: python grow.py --beds-csv \${{inputs.beds_csv}} --learning-rate \${{search_space.learning_rate}} --boosting \${{search_space.boosting}}
  environment: azureml:AzureML-trees-3.2-cpu@latest
inputs:
  beds_csv: { type: uri_file, path: "https://garden.blob.core.windows.net/datasets/beds.csv" }
compute: cpu-cluster
sampling_algorithm: random
search_space:
  learning_rate: { type: uniform, min_value: 0.01, max_value: 0.9 }
  boosting: { type: choice, values: ["gb dt", "dart"] }
objective: { goal: Minimize, primary_metric: test-multi_logloss }
limits: { max_total_trials: 20, max_concurrent_trials: 10, timeout: 7200 }
`,
  ],
];

/** Sweep files in the shapes of published examples. */
export const realShapes: readonly GeneratedSweep[] = texts.map(([name, text]) => ({ name, text, files: plainFiles }));
