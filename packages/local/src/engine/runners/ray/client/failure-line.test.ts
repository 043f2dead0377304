import { expect, it } from 'vitest';
import { failureLine } from './failure-line.js';

it('finds the error of a traceback, past the empty lines and dots after it', () => {
  const traceback =
    'Traceback (most recent call last):\n  File "job_head.py", line 1, in submit_job\nValueError: no such thing\n\n.\n';
  expect(failureLine(traceback)).toBe('ValueError: no such thing');
});

it('takes a line as it is, shortens a long one, and finds nothing in nothing', () => {
  expect(failureLine('401: Unauthorized')).toBe('401: Unauthorized');
  expect(failureLine('x'.repeat(1000))).toBe(`${'x'.repeat(300)}...`);
  expect(failureLine(' \n.\n')).toBeUndefined();
});
