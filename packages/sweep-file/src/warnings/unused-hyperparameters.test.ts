import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';

const file = `type: sweep
trial: { command: "fit \${{search_space.depth}} $AZUREML_SWEEP_width" }
search_space:
  depth: { type: choice, values: [1] }
  width: { type: choice, values: [1] }
  height: { type: choice, values: [1] }
  the-age: { type: choice, values: [1] }
objective: { primary_metric: yield, goal: maximize }
limits: { max_total_trials: 6, max_concurrent_trials: 1 }
`;

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({ 'train.yml': 'inputs: { depth: 1, height: 1 }\ncommand: fit ${{inputs.depth}}\n' });
});

const unused = (text: string, ...overrides: readonly string[]): readonly string[] =>
  files.warningsOf(text, ...overrides).filter((warning) => warning.includes('is not used by the command'));

describe('a hyperparameter that the command does not use', () => {
  it('is warned of, with where trials can get it all the same', () => {
    expect(unused(file)).toEqual([
      'sweep.yml:6:3: search_space.height is not used by the command: trials get it in the environment variable AZUREML_SWEEP_height only',
      'sweep.yml:7:3: search_space.the-age is not used by the command: no trial gets it',
    ]);
  });

  it('is one that the command of a component does not use, whatever its inputs are', () => {
    expect(unused(file, 'trial=train.yml').map((warning) => warning.slice(0, 13))).toEqual([
      'sweep.yml:5:3',
      'sweep.yml:6:3',
      'sweep.yml:7:3',
    ]);
  });

  it('is none where it is in single braces', () => {
    expect(unused(file, 'trial.command=fit {search_space.depth} {search_space.height}')).toHaveLength(2);
  });

  it('is one of whose name only an input or an output is', () => {
    const command =
      'trial.command=fit ${{inputs.width}} ${{outputs.height}} ${{search_space.depth}} $AZUREML_SWEEP_the';
    expect(unused(file, command, 'inputs={ width: 1 }', 'outputs={ height: }')).toEqual([
      'sweep.yml:5:3: search_space.width is not used by the command: trials get it in the environment variable AZUREML_SWEEP_width only',
      'sweep.yml:6:3: search_space.height is not used by the command: trials get it in the environment variable AZUREML_SWEEP_height only',
      'sweep.yml:7:3: search_space.the-age is not used by the command: no trial gets it',
    ]);
  });
});
