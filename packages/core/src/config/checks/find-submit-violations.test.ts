import { describe, expect, it } from 'vitest';
import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import { findSubmitViolations } from './find-submit-violations.js';

const at = (path: string): ConfigViolation => ({ path, got: 'it', takes: 'something else' });
const pathsOf = (wrong: readonly string[], notRun: readonly string[]): readonly string[] =>
  findSubmitViolations({ violations: wrong.map(at) }, notRun.map(at)).map(({ path }) => path);

describe('what prevents a submit', () => {
  it('is what is wrong, and then what is not run', () => {
    expect(pathsOf(['policy'], ['runConfig.code'])).toEqual(['policy', 'runConfig.code']);
  });

  it('is said once of a part that is wrong in itself, or has something wrong in it', () => {
    expect(pathsOf(['runConfig.code'], ['runConfig.code'])).toEqual(['runConfig.code']);
    expect(pathsOf(['a.b', 'c[0]'], ['a', 'c', 'ab'])).toEqual(['a.b', 'c[0]', 'ab']);
  });

  it('is also said of what only begins with the same letters', () => {
    expect(pathsOf(['runConfig.codes'], ['runConfig.code'])).toEqual(['runConfig.codes', 'runConfig.code']);
  });
});
