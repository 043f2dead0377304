import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({});
});

const pipeline = `$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
settings: { default_compute: azureml:cpu }
jobs:
  prepare: { type: command, component: ./prepare.yml }
  tune:
    type: sweep
    trial: ./train.yml
    search_space: { depth: { type: choice, values: [1, 2] } }
    objective: { primary_metric: yield, goal: maximize }
`;

const wandb = `program: train.py
method: bayes
metric: { name: val_loss, goal: minimize }
parameters:
  lr: { min: 0.001, max: 0.1 }
  layers: { values: [1, 2, 3] }
run_cap: 20
`;

const older = `type: sweep_job
sampling: random
search_space:
  lr: { spec: uniform, min_value: 0.1, max_value: 1 }
objective: { primary_metric: loss, goal: minimize }
trial:
  command: fit {search_space.lr} {inputs.table}
  code: { local_path: ./src }
inputs:
  table: { data: { local_path: table.csv }, mode: mount }
max_total_trials: 10
`;

const component = `name: train
version: 4
type: command
inputs: { depth: { type: integer, default: 3 } }
command: fit \${{inputs.depth}}
code: ./src
environment: azureml:fit@latest
`;

describe('a file of another kind', () => {
  it.each([
    ['a pipeline', pipeline, '2:1:  is a pipeline, no sweep: put jobs.tune into a file of its own'],
    ['a pipeline without a type', pipeline.split('\n').slice(2).join('\n'), '2:1:  is a pipeline, no sweep'],
    [
      'a sweep of W&B',
      wandb,
      '2:1:  is a sweep of Weights & Biases: here it is type: sweep, with trial.command for program',
    ],
    ['a command job', 'command: python train.py\ncode: .\n', '1:1:  is a job of one command, no sweep'],
    [
      'a command job with a type',
      'type: command\ncommand: x\nlimits: { timeout: 5 }\n',
      '1:1:  is a job of one command',
    ],
    ['a component', component, '3:1:  is a component, no sweep: name it in a sweep file as trial: ./FILE'],
    ['a cluster of Ray', 'cluster_name: default\nmax_workers: 2\n', '1:1:  is no sweep file: it has no type: sweep'],
    ['an experiment of Katib', 'kind: Experiment\nspec: { maxTrialCount: 12 }\n', '1:1:  is no sweep file'],
    ['another job', 'type: spark\nentry: {}\n', '1:1:  is of type "spark", no sweep'],
  ])('has one fault, which is its kind: %s', (_name, text, says) => {
    const [fault, ...others] = files.problemsOf(text);
    expect(fault).toContain(`sweep.yml:${says}`);
    expect(others).toEqual([]);
  });

  it('of an older form is refused with what each of its keys is now', () => {
    expect(files.problemsOf(older)).toEqual([
      'sweep.yml:2:1:  is a sweep file of an older form, which Azure ML no longer takes: it has sampling (now sampling_algorithm), search_space.lr.spec (now type), trial.code.local_path (now trial.code: the path itself), inputs.table.data.local_path (now path), max_total_trials (now limits.max_total_trials)',
    ]);
    const noSampling = older.replace('sampling: random\n', 'sampling_algorithm: random\n');
    expect(files.problemsOf(noSampling)[0]).toMatch(/^sweep\.yml:4:9: {2}is a sweep file of an older form/);
  });

  it('says so in its message', () => {
    expect(() => files.parse(component)).toThrow('sweep.yml:3:1: the file is a component, no sweep: name it');
  });

  it('is no sweep file with a wrong type, which has all of its faults', () => {
    const text = `type: command\ntrial: { command: fit }\nsearch_space: { x: { type: choice, values: [1] } }\n`;
    expect(files.problemsOf(text)).toEqual(
      [
        'sweep.yml:1:7: type is "command", but takes sweep',
        'sweep.yml:1:1: objective is missing, but takes a mapping with primary_metric and goal',
      ].toSorted(),
    );
  });
});
