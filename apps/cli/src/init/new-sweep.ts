/** The languages that a trial is written in. */
export const languages = ['python', 'node'] as const;

export type Language = (typeof languages)[number];

/** A file of a new sweep. */
export interface NewFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The files of a sweep that runs as it is, to be made one's own: what it tries, and a trial of twenty lines that needs no package.
 */
export function newSweep(language: Language, experiment: string): readonly NewFile[] {
  const { name, command, text } = trials[language];
  return [
    { name: 'sweep.yml', text: sweepFile(command, experiment) },
    { name, text },
  ];
}

function sweepFile(command: string, experiment: string): string {
  return `$schema: https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json
type: sweep
experiment_name: ${JSON.stringify(experiment)}

trial:
  code: .
  command: >-
    ${command}
    --learning-rate \${{search_space.learning_rate}}
    --layers \${{search_space.layers}}

sampling_algorithm: random
search_space:
  learning_rate: { type: uniform, min_value: 0.001, max_value: 0.5 }
  layers: { type: choice, values: [1, 2, 3] }

objective: { primary_metric: loss, goal: minimize }
limits: { max_total_trials: 8, max_concurrent_trials: 2 }
`;
}

const python = `"""One trial: trains with the hyperparameters that it is called with, and logs how well it did."""
import argparse
import json
import os
import time
import urllib.request

parser = argparse.ArgumentParser()
parser.add_argument("--learning-rate", type=float)
parser.add_argument("--layers", type=int)
args = parser.parse_args()


def log(key, value, step):  # with the package mlflow: mlflow.log_metric(key, value, step=step)
    url = os.environ["MLFLOW_TRACKING_URI"] + "/api/2.0/mlflow/runs/log-metric"
    metric = {"key": key, "value": value, "step": step, "timestamp": int(time.time() * 1000)}
    body = json.dumps({"run_id": os.environ["MLFLOW_RUN_ID"], **metric}).encode()
    headers = {"Authorization": "Bearer " + os.environ["MLFLOW_TRACKING_TOKEN"], "Content-Type": "application/json"}
    urllib.request.urlopen(urllib.request.Request(url, body, headers))


for epoch in range(5):  # your training
    log("loss", (args.learning_rate - 0.1) ** 2 + 0.1 / args.layers + 1 / (epoch + 1), epoch)
`;

const node = `// One trial: trains with the hyperparameters that it is called with, and logs how well it did.
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { 'learning-rate': { type: 'string' }, layers: { type: 'string' } } });
const learningRate = Number(values['learning-rate']);
const layers = Number(values.layers);
const { MLFLOW_TRACKING_URI, MLFLOW_TRACKING_TOKEN, MLFLOW_RUN_ID } = process.env;

async function log(key, value, step) {
  const answer = await fetch(MLFLOW_TRACKING_URI + '/api/2.0/mlflow/runs/log-metric', {
    method: 'POST',
    headers: { authorization: 'Bearer ' + MLFLOW_TRACKING_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ run_id: MLFLOW_RUN_ID, key, value, step, timestamp: Date.now() }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

for (let epoch = 0; epoch < 5; epoch += 1) {
  await log('loss', (learningRate - 0.1) ** 2 + 0.1 / layers + 1 / (epoch + 1), epoch); // your training
}
`;

const trials: Readonly<Record<Language, NewFile & { readonly command: string }>> = {
  python: { name: 'train.py', command: 'python3 train.py', text: python },
  node: { name: 'train.mjs', command: 'node train.mjs', text: node },
};
