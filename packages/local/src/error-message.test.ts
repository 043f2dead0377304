import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorMessage, hasErrorCode } from './error-message.js';

it('what was thrown has words, whatever it is', () => {
  expect([errorMessage(new TypeError('no')), errorMessage('plain'), errorMessage(undefined)]).toEqual([
    'no',
    'plain',
    'undefined',
  ]);
});

it('an error of Node is recognized by its code, and nothing else is', () => {
  const caught = (): unknown => {
    try {
      return readFileSync('/nowhere/at/all');
    } catch (error) {
      return error;
    }
  };
  expect(hasErrorCode(caught(), 'ENOENT')).toBe(true);
  expect([hasErrorCode(caught(), 'EPERM'), hasErrorCode({ code: 'ENOENT' }, 'ENOENT')]).toEqual([false, false]);
});
