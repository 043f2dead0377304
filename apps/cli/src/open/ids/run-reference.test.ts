import { describe, expect, it } from 'vitest';
import { abbreviates, likeness, meaningsOf } from './abbreviations.js';
import { isWord, joinTrial, parseRunReference } from './run-reference.js';

describe('what a person types for a run', () => {
  it.each([
    ['HD_7f3a', { sweep: 'HD_7f3a', isBest: false }, false],
    ['HD_7f3a_12', { sweep: 'HD_7f3a_12', isBest: false }, false],
    ['@last', { sweep: undefined, isBest: false }, true],
    ['@last_12', { sweep: undefined, trial: 12, isBest: false }, true],
    ['@best', { sweep: undefined, isBest: true }, true],
    ['@last@best', { sweep: undefined, isBest: true }, true],
    ['7f3a@best', { sweep: '7f3a', isBest: true }, true],
    ['ada@home', { sweep: 'ada@home', isBest: false }, false],
    ['', { sweep: '', isBest: false }, false],
  ])('%j', (text, parts, word) => {
    const reference = parseRunReference(text);
    expect(reference).toEqual({ text, ...parts });
    expect(isWord(reference)).toBe(word);
  });

  it.each(['@lats', '@', '@last_x', '@last_3@best'])('refuses %j, a word that there is none of', (text) => {
    expect(() => parseRunReference(text)).toThrow(`${JSON.stringify(text)} names no run.`);
  });

  it.each([
    ['7f3a', undefined, '7f3a'],
    ['7f3a', '12', '7f3a_12'],
    ['7f3a', '007', '7f3a_7'],
    ['@last', '12', '@last_12'],
    ['7f3a', '@best', '7f3a@best'],
  ])('joins %j and %j', (run, trial, joined) => {
    expect(joinTrial(run, trial)).toBe(joined);
  });

  it.each(['b', '-1', '1.5', '@last', ''])('refuses %j behind a run', (trial) => {
    expect(() => joinTrial('7f3a', trial)).toThrow(`The trial is ${JSON.stringify(trial)}`);
  });
});

describe('an abbreviation', () => {
  it.each([
    ['HD_7f3', true],
    ['7f3', true],
    ['HD', true],
    ['f3', false],
    ['', false],
  ])('%j of HD_7f3a: %j', (text, expected) => {
    expect(abbreviates(text, 'HD_7f3a')).toBe(expected);
  });

  it('means a sweep, a trial of it, or both', () => {
    expect(meaningsOf('7f3', 'HD_7f3a')).toEqual(['HD_7f3a']);
    expect(meaningsOf('7f3_12', 'HD_7f3a')).toEqual(['HD_7f3a_12']);
    expect(meaningsOf('iris_1', 'iris_10')).toEqual(['iris_10', 'iris_10_1']);
    expect(meaningsOf('8', 'HD_7f3a')).toEqual([]);
  });

  it('is like an id by what both begin and end with', () => {
    expect(likeness('HD_7f3a-b', 'HD_7f3c-b')).toBe(5);
    expect(likeness('7f3a', 'HD_7f3a')).toBe(4);
    expect(likeness('aaa', 'aa')).toBe(2);
  });
});
