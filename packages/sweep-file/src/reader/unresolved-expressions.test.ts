import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';

const file = `type: sweep
description: Fits \${{search_space.depth}} of them
trial:
  command: fit \${{search_space.depth}} \${{inputs.table}} --to \${{outputs.model}}
  environment_variables: { MODE: fast }
inputs:
  table: { type: uri_file, path: table.csv }
  rows: 3
outputs:
  model: { type: uri_folder, path: "azureml://datastores/\${{default_datastore}}/paths/\${{name}}/" }
search_space:
  depth: { type: choice, values: [1, 2] }
objective: { primary_metric: yield, goal: maximize }
limits: { max_total_trials: 6, max_concurrent_trials: 1 }
`;

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({ 'table.csv': '', 'train.yml': 'command: fit ${{inputs.depth}}\ninputs: { depth: 3 }\n' });
});

describe('an expression that nothing resolves', () => {
  it('is none in the command, in a description, and in the path of an output', () => {
    expect(files.problemsOf(file)).toEqual([]);
  });

  it.each([
    'inputs.rows',
    'inputs.table.path',
    'inputs.table.type',
    'outputs.model',
    'outputs.model.type',
    'trial.code',
    'trial.environment_variables.MODE',
    'trial.environment',
    'limits.max_total_trials',
    'limits.timeout',
    'limits.trial_timeout',
    'search_space.depth.values[1]',
    'search_space.depth.type',
    'objective.goal',
    'objective.primary_metric',
    'sampling_algorithm',
    'compute',
    'experiment_name',
    'tags.stage',
  ])('is a fault, and the only one, as %s', (path) => {
    const expression = '${{parent.jobs.prep.outputs.data}}';
    expect(files.problemsOf(file, `${path}=${expression}`)).toEqual([
      `--set ${path}=${expression}: ${path} is "${expression}", but takes a value of its own: there is no pipeline around a sweep file`,
    ]);
  });

  it('is a fault with its line wherever the text goes on around it, also of other kinds', () => {
    expect(files.problemsOf(file.replace('MODE: fast', 'MODE: "a-${{inputs.rows}}"'))).toEqual([
      `sweep.yml:5:34: trial.environment_variables.MODE is "a-\${{inputs.rows}}", but takes a value: \${{...}} is resolved in a trial's command only`,
    ]);
    expect(files.problemsOf(file, 'outputs.model.path=azureml://${{parent.x}}/${{name}}')).toHaveLength(1);
  });

  it('is a fault in the command and in a component, too', () => {
    expect(files.problemsOf(file, 'trial.command=fit ${{parent.inputs.x}} ${{search_space.depth}}')[0]).toContain(
      'trial.command is "${{parent.inputs.x}}", but takes the placeholders',
    );
    expect(files.problemsOf(file, 'trial=train.yml', 'trial.environment_variables.A=${{inputs.depth}}')[0]).toContain(
      'environment_variables.A is "${{inputs.depth}}", but takes a value',
    );
  });
});
