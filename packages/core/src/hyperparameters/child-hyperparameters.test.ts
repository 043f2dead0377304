import { describe, expect, it, vi } from 'vitest';
import {
  compareTrialIds,
  findHyperparameters,
  hyperparametersFromArguments,
  hyperparametersFromParentTags,
  trialIndex,
} from './child-hyperparameters.js';

function parent(tags: Record<string, string>) {
  return { runId: 'HD_1', tags: new Map(Object.entries(tags)) };
}

describe('findHyperparameters', () => {
  const all = { _aml_system_HD_1_0: '{"lr": 1}', HD_1_0: '{"lr": 2}' };
  const child = { runId: 'HD_1_0', tags: new Map([['hyperparameters', '{"lr": 3}']]), arguments: ['--lr', '4'] };

  it('takes the parameters that the service keeps as the text that they are, before the arguments and after any tag', () => {
    const parameters = new Map([['lr', '0.10']]);
    const untagged = { ...child, tags: new Map<string, string>() };
    expect(findHyperparameters(parent({}), { ...untagged, parameters })).toEqual({
      values: parameters,
      source: 'parameters',
    });
    expect(findHyperparameters(parent({}), { ...child, parameters })?.source).toBe('child-tag');
    expect(findHyperparameters(parent({}), { ...untagged, parameters: new Map() })?.source).toBe('arguments');
  });

  it('asks the prefixed tag, the bare tag, the tag of the child and its arguments, in this order', () => {
    expect(findHyperparameters(parent(all), child)).toEqual({
      values: new Map([['lr', 1]]),
      source: 'parent-tag-prefixed',
    });
    expect(findHyperparameters(parent({ HD_1_0: '{"lr": 2}' }), child)).toEqual({
      values: new Map([['lr', 2]]),
      source: 'parent-tag',
    });
    expect(findHyperparameters(parent({}), child)).toEqual({ values: new Map([['lr', 3]]), source: 'child-tag' });
    expect(findHyperparameters(parent({}), { ...child, tags: new Map() })).toEqual({
      values: new Map([['--lr', 4]]),
      source: 'arguments',
    });
    expect(findHyperparameters(parent({}), { runId: 'HD_1_0' })).toBeUndefined();
  });

  it('takes an empty tag for none, and passes over a broken one with a warning', () => {
    const onWarning = vi.fn();
    const found = findHyperparameters(parent({ _aml_system_HD_1_0: '{"lr": ', HD_1_0: '' }), child, onWarning);
    expect(found?.source).toBe('child-tag');
    expect(onWarning).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('HD_1_0'));
  });

  it('takes a blank tag for none, without a word', () => {
    const onWarning = vi.fn();
    expect(findHyperparameters(parent({ HD_1_0: ' \n' }), child, onWarning)?.source).toBe('child-tag');
    expect(onWarning).not.toHaveBeenCalled();
  });

  it('shows no more than the beginning of a broken tag, and warns nobody where nobody listens', () => {
    const onWarning = vi.fn();
    const broken = parent({ HD_1_0: 'x'.repeat(81) });
    expect(findHyperparameters(broken, { runId: 'HD_1_0' }, onWarning)).toBeUndefined();
    expect(onWarning.mock.calls.flat()).toEqual([expect.stringMatching(/[^x]x{80}$/)]);
    expect(findHyperparameters(broken, { runId: 'HD_1_0' })).toBeUndefined();
  });

  it('keeps integers beyond 2^53 exact', () => {
    const found = findHyperparameters(parent({ HD_1_0: '{"seed": 9007199254740993}' }), { runId: 'HD_1_0' });
    expect(found?.values.get('seed')).toBe(9007199254740993n);
  });
});

describe('hyperparametersFromArguments', () => {
  it('reads names with their dashes, and numbers as numbers', () => {
    expect(
      hyperparametersFromArguments(['--lr', '-0.5', '--name=x=y', '-C', '1e-3', '--flag', '--n', '9007199254740993']),
    ).toEqual(
      new Map<string, unknown>([
        ['--lr', -0.5],
        ['--name', 'x=y'],
        ['-C', 0.001],
        ['--n', 9007199254740993n],
      ]),
    );
  });

  it.each<[text: string, value: unknown]>([
    ['12.5', 12.5],
    ['.25', 0.25],
    ['3.', 3],
    ['-7', -7],
    ['1e10', 1e10],
    ['2.5E-12', 2.5e-12],
    ['1e+3', 1000],
    ['v1.5', 'v1.5'],
    ['1.5x', '1.5x'],
    ['.x', '.x'],
    ['1e', '1e'],
    ['0x10', '0x10'],
    ['NaN', 'NaN'],
    ['', ''],
  ])('reads %j as %j', (text, value) => {
    expect(hyperparametersFromArguments(['--x', text])?.get('--x')).toBe(value);
  });

  it('takes no option from the middle of a word, and no value without an option', () => {
    expect(hyperparametersFromArguments(['data--set', '5', 'x=1', '7', '--lr', '2'])).toEqual(new Map([['--lr', 2]]));
    expect(hyperparametersFromArguments(['--flag', '--lr', '2', '--last'])).toEqual(new Map([['--lr', 2]]));
  });

  it('answers undefined where there is nothing to read', () => {
    expect(hyperparametersFromArguments(['train.py', '--verbose'])).toBeUndefined();
  });
});

describe('hyperparametersFromParentTags', () => {
  it('lists the children in the order of their numbers, prefixed and bare ones together', () => {
    const found = hyperparametersFromParentTags(
      parent({
        _aml_system_HD_1_10: '{"a":10}',
        HD_1_2: '{"a":2}',
        HD_1_2_cancelled: 'x',
        _aml_system_max_total_jobs: '4',
        HD_1_٣: '{}',
        HD_1_4: '[broken',
      }),
    );
    expect([...found.keys()]).toEqual(['HD_1_2', 'HD_1_10']);
  });
});

describe('trialIndex', () => {
  it('reads ASCII digits behind the id of the parent only', () => {
    expect(trialIndex('HD_1', 'HD_1_07')).toBe(7);
    expect(trialIndex('HD_1', 'HD_1_preparation')).toBeUndefined();
    expect(trialIndex('HD_1', 'HD_12')).toBeUndefined();
    expect(trialIndex('HD_1', 'HD_2_3')).toBeUndefined();
    expect(trialIndex('HD_1', 'HD_1_a7')).toBeUndefined();
    expect(trialIndex('HD_1', 'HD_1_7a')).toBeUndefined();
    expect(trialIndex('HD_1', 'HD_1_٣')).toBeUndefined();
  });
});

describe('compareTrialIds', () => {
  it('lets ids without a number tie', () => {
    expect(compareTrialIds('HD_1', 'HD_1_a', 'HD_1_b')).toBe(0);
  });

  it('puts _2 before _10 and ids without a number last', () => {
    const ids = ['HD_1_10', 'HD_1_preparation', 'HD_1_2'];
    expect(ids.toSorted((a, b) => compareTrialIds('HD_1', a, b))).toEqual(['HD_1_2', 'HD_1_10', 'HD_1_preparation']);
  });
});
