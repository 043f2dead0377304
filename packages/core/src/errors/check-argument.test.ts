import { describe, expect, it } from 'vitest';
import { checkBoolean, checkDuration, checkNonEmptyString, checkOneOf, checkTop } from './check-argument.js';

describe('the checks of what users pass', () => {
  it('answer the default for undefined, and the value where it fits', () => {
    expect(checkBoolean('a', undefined, true)).toBe(true);
    expect(checkBoolean('a', false, true)).toBe(false);
    expect(checkTop(undefined)).toBe(0);
    expect(checkTop(3)).toBe(3);
    expect(checkDuration('a', undefined, 7)).toBe(7);
    expect(checkDuration('a', 0.5, 7)).toBe(0.5);
    expect(checkOneOf('a', undefined, ['x', 'y'], 'x')).toBe('x');
    expect(checkOneOf('a', 'y', ['x', 'y'], 'x')).toBe('y');
    expect(checkNonEmptyString('a', 'b')).toBe('b');
  });

  it('refuse everything else and name the option', () => {
    expect(() => checkBoolean('reverse', null, true)).toThrow('reverse is null, but takes true or false.');
    expect(() => checkTop(-1)).toThrow('top is -1');
    expect(() => checkTop(1.5)).toThrow('top is 1.5');
    expect(() => checkDuration('timeoutMs', '5', 1)).toThrow('timeoutMs is "5"');
    expect(() => checkNonEmptyString('runId', 5)).toThrow('runId is 5');
    expect(() => checkTop('3')).toThrow('top is "3", but takes a non-negative integer (0 for all).');
    expect(() => checkDuration('timeoutMs', 0, 1)).toThrow(
      'timeoutMs is 0, but takes a number of milliseconds above 0.',
    );
    expect(() => checkDuration('timeoutMs', Number.NaN, 1)).toThrow('timeoutMs is NaN');
    expect(() => checkOneOf('scope', 'worst', ['best', 'last'], 'best')).toThrow(
      `scope is "worst", but takes 'best' or 'last'.`,
    );
    expect(() => checkNonEmptyString('runId', '')).toThrow('runId is "", but takes a non-empty string.');
  });
});
