import { describe, expect, test } from 'vitest';
import { percentOf, scoreOf, sumOf } from './score.mjs';

const report = (...statuses: string[]) => ({ files: { 'a.ts': { mutants: statuses.map((status) => ({ status })) } } });

describe('the score of a mutation run', () => {
  test('counts what a test noticed, by failing or by never ending', () => {
    expect(scoreOf(report('Killed', 'Timeout', 'Survived'))).toEqual({ found: 2, missed: 1 });
  });

  test('counts what no test reaches as missed', () => {
    expect(scoreOf(report('Killed', 'NoCoverage'))).toEqual({ found: 1, missed: 1 });
  });

  test('leaves out what was not run', () => {
    expect(scoreOf(report('Killed', 'Ignored', 'CompileError', 'RuntimeError'))).toEqual({ found: 1, missed: 0 });
  });

  test('of a whole is that of all its changes, not the mean of its pieces', () => {
    const whole = sumOf([
      { found: 9, missed: 1 },
      { found: 0, missed: 10 },
    ]);
    expect(percentOf(whole)).toBe(45);
  });

  test('is unknown where nothing was changed', () => {
    expect(percentOf({ found: 0, missed: 0 })).toBeUndefined();
  });
});
