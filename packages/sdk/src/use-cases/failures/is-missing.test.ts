import { BackendError, HyperDriveNotImplementedError } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { isMissing } from './is-missing.js';

describe('isMissing', () => {
  it('is true for a backend that says that there is no such run', () => {
    expect(isMissing(new BackendError({ code: 'run-not-found', message: 'no' }))).toBe(true);
  });

  it('is false for every other failure: that says nothing about the run', () => {
    const others = ['not-authorized', 'connection-failed', 'timed-out', 'unexpected-answer', 'refused'] as const;
    for (const code of others) expect(isMissing(new BackendError({ code, message: 'no' })), code).toBe(false);
    expect(isMissing(new HyperDriveNotImplementedError('fail', 'no'))).toBe(false);
    expect(isMissing(Object.assign(new Error('no'), { code: 'run-not-found' }))).toBe(false);
    expect(isMissing(undefined)).toBe(false);
  });
});
