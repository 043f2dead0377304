import { expect, it } from 'vitest';
import { errorMessage } from './error-message.js';

it('reads the message of an error', () => {
  expect(errorMessage(new TypeError('fetch failed'))).toBe('fetch failed');
});

it('writes out what was thrown and is no error', () => {
  expect(['a text', 42, null, undefined].map(errorMessage)).toEqual(['a text', '42', 'null', 'undefined']);
});
