import { describe, expect, it } from 'vitest';
import { foundInFile, toFileWords } from './words-of-file.js';

describe('the words of a sweep file', () => {
  it('replace the names of a config, but not in what the user wrote', () => {
    expect(toFileWords('exactly one of it and slackAmount')).toBe('exactly one of it and slack_amount');
    expect(toFileWords('a number below maxValue, which is 3')).toBe('a number below max_value, which is 3');
    expect(toFileWords('at most maxTotalRuns, which is 4')).toBe('at most max_total_trials, which is 4');
    expect(toFileWords('a hyperparameter of the search space ("maxValue", "a\\"slackFactor")')).toBe(
      'a hyperparameter of the search space ("maxValue", "a\\"slackFactor")',
    );
    expect(toFileWords('the placeholders ${{inputs.minValue}}')).toBe('the placeholders ${{inputs.minValue}}');
  });

  it('call lists, mappings and large numbers as YAML does', () => {
    expect(['an array of 0', 'an object', '12345678901234567890n', '"an object"', '5'].map(foundInFile)).toEqual([
      'a list of 0',
      'a mapping',
      '12345678901234567890',
      '"an object"',
      '5',
    ]);
  });

  it.each([
    'an array of 2 and more',
    'the word an array of 2',
    'an object of it',
    'not an object',
    '12nm',
    'x12n',
    '1.5n',
  ])('leave what only looks like one of these: %s', (got) => {
    expect(foundInFile(got)).toBe(got);
  });

  it.each([
    ['an array of 12', 'a list of 12'],
    ['-5n', '-5'],
  ])('call %s %s', (got, words) => {
    expect(foundInFile(got)).toBe(words);
  });
});
