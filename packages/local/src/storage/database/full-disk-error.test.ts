import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fullDiskError, isPassingFailure } from './full-disk-error.js';

function errorOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('a full disk', () => {
  it.skipIf(!existsSync('/dev/full'))('is recognized by what the system says, and may pass', () => {
    const error = errorOf(() => writeFileSync('/dev/full', 'x'));
    expect(fullDiskError(error)).toMatchObject({ failure: 'full', isRetryable: true, cause: error });
    expect([isPassingFailure(error), isPassingFailure(fullDiskError(error))]).toEqual([true, true]);
  });

  it.each([errorOf(() => readFileSync('/no/such/file')), new Error('other'), 'text', undefined])(
    'is not %s',
    (error) => {
      expect(fullDiskError(error)).toBeUndefined();
      expect(isPassingFailure(error)).toBe(false);
    },
  );
});
