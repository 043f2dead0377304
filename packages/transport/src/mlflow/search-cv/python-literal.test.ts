import { describe, expect, it } from 'vitest';
import { pythonEntries, pythonItems, pythonText } from './python-literal.js';

function textsOf(dict: string): Record<string, string> | undefined {
  const entries = pythonEntries(dict);
  return entries && Object.fromEntries([...entries].map(([name, value]) => [name, pythonText(value)]));
}

describe('what Python’s repr writes', () => {
  it.each([
    ["{'C': 0.1, 'gamma': 'scale'}", { C: '0.1', gamma: 'scale' }],
    ["{'a': None, 'b': True, 'c': -1e-05}", { a: 'None', b: 'True', c: '-1e-05' }],
    ["{'clf': SVC(C=1, kernel='a, b'), 'n': (1, 2)}", { clf: "SVC(C=1, kernel='a, b')", n: '(1, 2)' }],
    ["{'x': np.float64(0.25), 'n': np.int64(3), 's': np.str_('a')}", { x: '0.25', n: '3', s: "'a'" }],
    [String.raw`{"it's": 'a\'b\\c\n\xe9'}`, { "it's": "a'b\\c\né" }],
    ['{}', {}],
  ])('of a dict is read: %s', (written, expected) => {
    expect(textsOf(written)).toEqual(expected);
  });

  it.each(['[1]', '{1: 2}', "{'a'}", "{'a': [1}", "{'a': 'b}", 'dict(a=1)', ''])('is no dict: %s', (written) => {
    expect(pythonEntries(written)).toBeUndefined();
  });

  it.each([
    ["[0.1, 'a, b', [1, 2]]", 3],
    ['(1,)', 1],
    ['[]', 0],
    ["['scale']", 1],
    ['<scipy.stats object at 0x7f>', undefined],
    ['[1, 2', undefined],
  ])('of a list has as many items: %s', (written, count) => {
    expect(pythonItems(written)?.length).toBe(count);
  });
});
