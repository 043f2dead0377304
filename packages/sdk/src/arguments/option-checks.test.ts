import { InvalidArgumentError } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import {
  abortSignal,
  anyObject,
  anyText,
  callback,
  callChecks,
  checkOptions,
  duration,
  flag,
  integer,
  nonEmptyText,
  nonEmptyTexts,
  type OptionCheck,
  oneOf,
  positiveInteger,
  texts,
} from './option-checks.js';

/** Each check with what it takes and what it refuses. */
const checks: readonly (readonly [string, OptionCheck, readonly unknown[], readonly unknown[]])[] = [
  ['true or false', flag, [true, false], [null, 0, 'true']],
  ['a string', anyText, ['', 'a'], [null, 1, ['a']]],
  ['a non-empty string', nonEmptyText, ['a'], ['', null, 1]],
  ['an array of strings', texts, [[], ['a', '']], [null, 'a', { 0: 'a' }]],
  ['a number of milliseconds above 0', duration, [1, 0.5, Number.POSITIVE_INFINITY], [0, -1, Number.NaN, '1', null]],
  ['a positive integer', positiveInteger, [1, 500], [0, 1.5, -1, Number.NaN, '1', null]],
  ['an integer', integer, [0, -3], [1.5, Number.NaN, '1', 1n, null]],
  ['a function', callback, [() => undefined], [null, {}, 'f']],
  ['an object', anyObject, [{}, new Map()], [null, [], 'x', 5, () => undefined]],
  ['an AbortSignal', abortSignal, [new AbortController().signal], [null, {}, new AbortController(), { aborted: true }]],
  ["'a' or 'b'", oneOf('a', 'b'), ['a', 'b'], ['c', null, 0]],
];

function refusal(act: () => void): InvalidArgumentError | undefined {
  try {
    act();
  } catch (error) {
    if (InvalidArgumentError.isInstance(error)) return error;
    throw error;
  }
  return undefined;
}

describe('checks of options', () => {
  it.each(checks)('take %s, and say so of everything else', (takes, check, taken, refused) => {
    for (const value of taken) expect(refusal(() => check('it', value))).toBeUndefined();
    for (const value of refused) {
      const error = refusal(() => check('it', value));
      expect([error?.option, error?.message]).toEqual(['it', expect.stringContaining(`takes ${takes}`)]);
    }
  });

  it('name the place of a wrong text in a list', () => {
    expect(refusal(() => nonEmptyTexts('runIds', ['a', '']))?.option).toBe('runIds[1]');
    expect(refusal(() => nonEmptyTexts('runIds', ['a']))).toBeUndefined();
    expect(refusal(() => texts('names', ['a', 5]))?.message).toBe('names[1] is 5, but takes a string.');
  });

  it('refuse options that are no object, and name them', () => {
    for (const options of [null, 5, 'x', [], () => undefined]) {
      expect(refusal(() => checkOptions(options, callChecks))?.option).toBe('options');
    }
  });

  it('pass over what is undefined and what the call does not know', () => {
    expect(refusal(() => checkOptions({ signal: undefined, colour: 5 }, callChecks))).toBeUndefined();
    expect(refusal(() => checkOptions({ signal: 'now' }, callChecks))?.option).toBe('signal');
  });

  it('see options that a class or a prototype has', () => {
    expect(refusal(() => checkOptions(Object.create({ signal: 5 }), callChecks))?.option).toBe('signal');
  });
});
