import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';
import { SweepFileError } from '../sweep-file-error.js';

const component = `$schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json
type: command
name: train
version: 3
inputs:
  data: { type: uri_folder, description: Where the pictures are }
  lr: { type: number, default: 0.1 }
  epochs: { type: integer, min: 1, max: 50, default: 5 }
  optimizer: { type: string, enum: [sgd, adam], default: sgd }
  augment: { type: boolean, default: false }
  weights: { type: uri_file, optional: true }
  note: { type: string, optional: true }
outputs:
  model: { type: mlflow_model }
code: ../src
environment: azureml:trainer@latest
command: >-
  python train.py --data \${{inputs.data}} --lr \${{inputs.lr}} --epochs \${{inputs.epochs}}
  --optimizer \${{inputs.optimizer}} --augment \${{inputs.augment}}
  $[[--weights \${{inputs.weights}}]] $[[--note \${{inputs.note}}]] --out \${{outputs.model}}
`;

const sweep = (lines = '', inputs = 'data: { path: pictures }'): string => `type: sweep
trial: file:./parts/train.yml
inputs: { ${inputs} }
sampling_algorithm: random
search_space:
  lr: { type: uniform, min_value: 0.01, max_value: 0.1 }
  optimizer: { type: choice, values: [sgd, adam] }
objective: { primary_metric: accuracy, goal: maximize }
limits: { max_total_trials: 4, max_concurrent_trials: 1 }
${lines}`;

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({
    'parts/train.yml': component,
    'parts/broken.yml': 'type: command\ncommand: [',
    'parts/wrong.yml': 'type: sweep\ncommand: train ${{inputs.x}}\ncode: nowhere\ncolour: red\n',
    'parts/own-data.yml': 'command: train\ninputs:\n  w: { type: uri_file, path: none.bin }\noutputs: { 2nd: }\n',
    'src/train.py': '',
    'pictures/1.png': '',
    'weights.bin': '',
  });
});

describe('a trial in a file of its own', () => {
  it('is a component: its inputs are given, have a default, come from the search space, or are left out', () => {
    const { config, warnings } = files.parse(sweep());
    expect(config.runConfig).toMatchObject({
      command:
        'python train.py --data ${{inputs.data}} --lr ${{search_space.lr}} --epochs ${{inputs.epochs}} ' +
        '--optimizer ${{search_space.optimizer}} --augment ${{inputs.augment}}   --out ${{outputs.model}}',
      code: join(files.folder, 'src'),
      inputs: new Map([
        ['data', { type: 'uri_folder', path: join(files.folder, 'pictures') }],
        ['epochs', { type: 'literal', value: 5 }],
        ['augment', { type: 'literal', value: 'False' }],
      ]),
      outputs: new Map([['model', { type: 'mlflow_model' }]]),
    });
    expect(warnings.map(({ path, file, line }) => [path, file, line])).toEqual([
      ['trial', undefined, 2],
      ['environment', join(files.folder, 'parts/train.yml'), 16],
    ]);
  });

  it('is given optional inputs with the words around them', () => {
    const { config } = files.parse(sweep('', 'data: { path: pictures }, weights: { path: weights.bin }, note: "a b"'));
    expect(config.runConfig?.command).toContain('--weights ${{inputs.weights}} --note ${{inputs.note}} --out');
    expect(config.runConfig?.inputs?.get('weights')).toEqual({
      type: 'uri_file',
      path: join(files.folder, 'weights.bin'),
    });
  });

  it('refuses what its inputs do not take, where that is given', () => {
    const given = 'data: 3, epochs: 51, augment: perhaps, optimizer: rmsprop, weights: { path: weights.bin }';
    expect(files.problemsOf(sweep('', given).replace(/ {2}optimizer.*\n/, ''))).toEqual([
      'sweep.yml:3:17: inputs.data is 3, but takes a mapping with the path of a uri_folder',
      'sweep.yml:3:28: inputs.epochs is 51, but takes a number of at most 50',
      'sweep.yml:3:41: inputs.augment is "perhaps", but takes true or false',
      'sweep.yml:3:61: inputs.optimizer is "rmsprop", but takes one of sgd, adam',
    ]);
    expect(files.problemsOf(sweep('', 'epochs: 2'))).toEqual([
      "sweep.yml:3:1: inputs.data is missing, but takes a value (the component's input of type uri_folder has no default)",
    ]);
  });

  it('passes over inputs that it does not have, with a warning', () => {
    expect(files.warningsOf(sweep('', 'data: { path: pictures }, epoch: 3'))).toContain(
      'sweep.yml:3:37: inputs.epoch is no input of the component and is passed over',
    );
  });

  it('is overridden like the sweep file itself', () => {
    const { config } = files.parse(sweep(), 'trial.code=../pictures', 'trial.inputs.epochs.default=9');
    expect(config.runConfig?.code).toBe(join(files.folder, 'pictures'));
    expect(config.runConfig?.inputs?.get('epochs')).toEqual({ type: 'literal', value: 9 });
    expect(files.problemsOf(sweep(), 'trial=parts/none.yml')).toEqual([
      '--set trial=parts/none.yml: trial is "parts/none.yml", which does not exist, but takes a mapping with the command of a trial, or the path of a component\'s file',
    ]);
  });

  it('that is wrong is reported with its own name and lines', () => {
    const named = (file: string): string => sweep().replace('./parts/train.yml', file);
    expect(files.problemsOf(named('parts/wrong.yml'))).toEqual([
      'parts/wrong.yml:1:7: type is "sweep", but takes command',
      'parts/wrong.yml:2:10: command is ${{inputs.x}}, but takes an input that is defined ("data")',
      'parts/wrong.yml:3:7: code is parts/nowhere, but takes a folder or a file that exists on this machine',
    ]);
    expect(files.problemsOf(named('parts/own-data.yml'))).toEqual([
      'parts/own-data.yml:3:30: inputs.w.path is parts/none.bin, but takes a folder or a file that exists on this machine',
      'parts/own-data.yml:4:1: outputs is "2nd", but takes names of letters, digits and _, that begin with no digit',
    ]);
    expect(files.problemsOf(named('parts/broken.yml'))[0]).toMatch(/^parts\/broken\.yml:2:\d+: {2}is not YAML/);
    expect(files.problemsOf(sweep().replace('file:./parts/train.yml', 'azureml:train:1'))).toEqual([
      'sweep.yml:2:8: trial is "azureml:train:1", but takes a mapping with the command of a trial, or the path of a component\'s file: registered components are not downloaded',
    ]);
  });

  it('is read, or refused with a typed error, whatever it is', () => {
    const change = fc.constantFrom('', ' ', ':', '\n', '{', '"', '- ', ']]', '${{', 'null');
    fc.assert(
      fc.property(fc.nat(component.length), fc.nat(6), change, (at, length, insert) => {
        const changed = component.slice(0, at) + insert + component.slice(at + length);
        writeFileSync(join(files.folder, 'parts/train.yml'), changed);
        try {
          expect(files.parse(sweep()).config.violations).toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(SweepFileError);
        }
      }),
    );
  });
});
