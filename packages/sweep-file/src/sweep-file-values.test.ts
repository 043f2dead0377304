import { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { pythonText } from '@hyperdrive-run/core/trial';
import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from './__fixtures__/sweep-folder.js';

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({ 'depth.yml': 'command: dig ${{inputs.depth}}\ninputs: { depth: { default: 1e-5 } }\n' });
});

const file = `
type: sweep
inputs: { rate: 1.0, decay: 1.0e-7, mass: 1.0e+16, wet: true, tiny: 1e-7, half: 0.50, count: 12 }
search_space:
  k: { type: choice, values: [2.0, 1e-5, 0.10, 3, .5, text, [1.0, { a: 2.50 }], 010] }
  u: { type: uniform, min_value: 1e-5, max_value: 1E3 }
trial:
  command: dig \${{inputs.rate}} \${{search_space.k}} \${{search_space.u}}
  environment_variables: { SCALE: 1.0, LEVEL: 3, TINY: 1e-7 }
sampling_algorithm: random
objective: { primary_metric: loss, goal: minimize }
limits: { max_total_trials: 1e0, timeout: 6E1 }
`;

describe('the values of a sweep file', () => {
  it('are literals in the form that Python gives them, as Azure ML sends them', () => {
    const literals = [...(files.parse(file).config.runConfig?.inputs ?? [])].map(([name, input]) => [
      name,
      input.type === 'literal' ? pythonText(input.value) : input,
    ]);
    expect(Object.fromEntries(literals)).toEqual({
      rate: '1.0',
      decay: '1e-07',
      mass: '1e+16',
      wet: 'True',
      tiny: '1e-7',
      half: '0.5',
      count: '12',
    });
  });

  it('are variables of the environment with the dot that they are written with', () => {
    const { environmentVariables } = files.parse(file).config.runConfig ?? {};
    expect([...(environmentVariables ?? [])]).toEqual([
      ['SCALE', '1.0'],
      ['LEVEL', '3'],
      ['TINY', '1e-7'],
    ]);
  });

  it('are choices that reach the script as they are written, also where the config was stored and read again', () => {
    const { config } = files.parse(file);
    const texts = [
      ['2', '2.0'],
      ['0.00001', '1e-5'],
      ['0.1', '0.10'],
      ['0.5', '.5'],
      ['[1,{"a":2.5}]', '[1.0,{"a":2.50}]'],
    ];
    for (const read of [config, HyperDriveConfig.fromWire(config.toWire())]) {
      expect([...(read.runConfig?.valueTexts?.get('k') ?? [])]).toEqual(texts);
    }
    expect([...(config.runConfig?.valueTexts?.keys() ?? [])]).toEqual(['k']);
  });

  it('come from overrides, aliases and merged mappings in the same way', () => {
    const set = files.parse(file, 'search_space.k.values=[4.0]', 'inputs.rate=3.0').config.runConfig;
    expect(set?.valueTexts?.get('k')).toEqual(new Map([['4', '4.0']]));
    expect(set?.inputs?.get('rate')).toEqual({ type: 'literal', value: '3.0' });
    const merged = file
      .replace('k: { type: choice,', 'k: { <<: &c { type: choice },')
      .replace('{ rate: 1.0,', '{ rate: &r 1.0, again: *r,');
    const { runConfig } = files.parse(merged).config;
    expect(runConfig?.valueTexts?.get('k')?.get('2')).toBe('2.0');
    expect(runConfig?.inputs?.get('again')).toEqual({ type: 'literal', value: '1.0' });
  });

  it('are warned of where Azure ML reads something else, but not where a number is due that is the same', () => {
    const warned = files.warningsOf(file).map((warning) => warning.replace(/, which.*/, ''));
    expect(warned).toEqual([
      'sweep.yml:3:69: inputs.tiny is the number 1e-7',
      'sweep.yml:5:36: search_space.k.values[1] is the number 0.00001',
      "sweep.yml:5:61: search_space.k.values[6] is no fault for this machine, but Azure ML's own client refuses this: its choices are numbers, text or mappings",
      'sweep.yml:5:81: search_space.k.values[7] is the number 10',
      'sweep.yml:9:56: trial.environment_variables.TINY is the number 1e-7',
    ]);
  });

  it('are warned of in keys, overrides and component files, and not where an override replaces them', () => {
    const renamed = file.replace(' k: {', ' on: {').replace('space.k}}', 'space.on}}');
    const short = files.warningsOf(renamed, 'inputs.tiny=0b1').map((warning) => warning.replace(/, which.*/, ''));
    expect(short).toContain('--set inputs.tiny=0b1: inputs.tiny is the text "0b1"');
    expect(short).toContain('sweep.yml:5:3: search_space.on is the text "on"');
    expect(short.filter((warning) => warning.includes('inputs.tiny'))).toHaveLength(1);
    const component = file.replace(/trial:\n.*\n.*\n/, 'trial: ./depth.yml\n').replace(/inputs: .*\n/, '');
    expect(files.warningsOf(component)).toContain(
      'depth.yml:2:29: inputs.depth.default is the number 0.00001, which Azure ML reads as the text "1e-5": write 1.0e-05, or put it into quotes',
    );
    expect(files.parse(component).config.runConfig?.inputs?.get('depth')).toEqual({ type: 'literal', value: '1e-5' });
  });
});
