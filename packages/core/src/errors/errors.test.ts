import { describe, expect, it, vi } from 'vitest';
import { BackendError } from './backend-error.js';
import { describeValue } from './describe-value.js';
import { HyperDriveConfigError } from './hyperdrive-config-error.js';
import { HyperDriveError } from './hyperdrive-error.js';
import { HyperDriveNotImplementedError } from './hyperdrive-not-implemented-error.js';
import { HyperDriveRehydrateError } from './hyperdrive-rehydrate-error.js';
import { InvalidArgumentError } from './invalid-argument-error.js';
import { LocalFilesError } from './local-files-error.js';
import { RunFailedError } from './run-failed-error.js';
import { UnreadableMetricsError } from './unreadable-metrics-error.js';
import { UnsupportedOperationError } from './unsupported-operation-error.js';

const throttled = new BackendError({
  code: 'throttled',
  message: 'Too many requests.',
  isRetryable: true,
  status: 429,
});

describe('HyperDriveError', () => {
  it('carries its name, code, hint and cause', () => {
    const cause = new TypeError('fetch failed');
    const error = new BackendError({ code: 'connection-failed', message: 'No answer.', hint: 'Start it.', cause });
    expect(error).toMatchObject({
      name: 'BackendError',
      code: 'connection-failed',
      hint: 'Start it.',
      isRetryable: false,
    });
    expect(error.cause).toBe(cause);
    expect(error).toBeInstanceOf(HyperDriveError);
  });

  it('is recognised across two installed copies, where instanceof fails', () => {
    const marker = Symbol.for('hyperdrive-run.error');
    expect(HyperDriveError.isInstance(throttled)).toBe(true);
    expect(HyperDriveError.isInstance({ [marker]: true })).toBe(true);
    expect([new Error('x'), null, undefined, 'x'].map((value) => HyperDriveError.isInstance(value))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('isInstance', () => {
  class OwnBackendError extends BackendError {}
  const own = new OwnBackendError({ code: 'throttled', message: 'Too many requests.' });
  const wrongTop = new InvalidArgumentError({ option: 'top', got: -1, takes: '0' });

  it('is true of the errors of the class that is asked only', () => {
    expect(BackendError.isInstance(throttled)).toBe(true);
    expect(BackendError.isInstance(wrongTop)).toBe(false);
    expect(InvalidArgumentError.isInstance(wrongTop)).toBe(true);
    expect(InvalidArgumentError.isInstance(throttled)).toBe(false);
  });

  it('is true of what extends the class, and a class without a mark does not inherit the test of its base', () => {
    expect(BackendError.isInstance(own)).toBe(true);
    expect(OwnBackendError.isInstance(own)).toBe(true);
    expect(OwnBackendError.isInstance(throttled)).toBe(false);
    expect([null, undefined, 'x'].map((value) => OwnBackendError.isInstance(value))).toEqual([false, false, false]);
  });

  it('recognises the errors of another copy of the package, class by class', async () => {
    vi.resetModules();
    const other = await import('./backend-error.js');
    const foreign = new other.BackendError({ code: 'timed-out', message: 'It took too long.' });
    expect(foreign).not.toBeInstanceOf(BackendError);
    expect(BackendError.isInstance(foreign)).toBe(true);
    expect(HyperDriveError.isInstance(foreign)).toBe(true);
    expect(InvalidArgumentError.isInstance(foreign)).toBe(false);
  });
});

describe('every error of ours', () => {
  const violations = [{ path: 'maxTotalRuns', got: '0', takes: 'an integer from 1 to 1000' }];

  it.each([
    new HyperDriveConfigError(violations),
    new HyperDriveRehydrateError({ runId: 'HD_1', found: 'it is a child' }),
    new LocalFilesError({ path: './code', problem: 'does not exist' }),
    new RunFailedError('HD_1', undefined),
    new UnreadableMetricsError(new Map([['HD_1', throttled]])),
    new UnsupportedOperationError({ operation: 'reading logs', backend: 'MLflow' }),
  ])('says what to do: %s', ({ hint }) => {
    expect(hint).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('lets whoever throws it know better', () => {
    const hint = 'Ask the owner.';
    expect(new HyperDriveConfigError(violations, { hint }).hint).toBe(hint);
    expect(new HyperDriveRehydrateError({ runId: 'HD_1', found: 'it is a child', hint }).hint).toBe(hint);
    expect(new UnsupportedOperationError({ operation: 'reading logs', backend: 'MLflow', hint }).hint).toBe(hint);
  });

  it('has no cause where there is none', () => {
    expect(new RunFailedError('HD_1', undefined)).not.toHaveProperty('cause');
    expect(new RunFailedError('HD_1', undefined).code).toBe('run-failed');
  });

  it('carries the mark by which another installed copy knows it', () => {
    expect(Reflect.get(throttled, Symbol.for('hyperdrive-run.error'))).toBe(true);
  });
});

describe('HyperDriveConfigError', () => {
  it('counts its faults only where there are several', () => {
    const error = new HyperDriveConfigError([{ path: 'maxTotalRuns', got: '0', takes: 'an integer from 1 to 1000' }]);
    expect(error.message).not.toContain('faults');
    expect(error.message).toContain('maxTotalRuns is 0, but takes an integer from 1 to 1000');
  });

  it('lists all violations at once, each with path, what it got and what is taken', () => {
    const error = new HyperDriveConfigError([
      { path: 'maxTotalRuns', got: '0', takes: 'an integer from 1 to 1000' },
      { path: 'primaryMetricName', got: '""', takes: 'a non-empty string' },
    ]);
    expect(error.message).toBe(
      'The config has 2 faults:\n- maxTotalRuns is 0, but takes an integer from 1 to 1000\n- primaryMetricName is "", but takes a non-empty string',
    );
    expect(error.violations).toHaveLength(2);
  });
});

describe('UnreadableMetricsError', () => {
  it('counts only where there are several, and repeats the first reason', () => {
    const gone = new BackendError({ code: 'run-not-found', message: 'No such run.' });
    const one = new UnreadableMetricsError(new Map([['a', gone]]));
    expect(one.message).toBe('The metrics of run a could not be read: No such run.');
    expect(one.isRetryable).toBe(false);
    const three = new UnreadableMetricsError(new Map(['a', 'b', 'c'].map((id) => [id, id === 'c' ? throttled : gone])));
    expect(three.message).toBe('The metrics of 3 runs: a, b, c could not be read: No such run.');
    expect(three.isRetryable).toBe(true);
  });

  it('names the runs, and is worth a retry where one of them is', () => {
    const failures = new Map(['a', 'b', 'c', 'd'].map((id) => [id, throttled]));
    const error = new UnreadableMetricsError(failures);
    expect(error.message).toBe('The metrics of 4 runs: a, b, c and 1 more could not be read: Too many requests.');
    expect(error).toMatchObject({ code: 'unreadable-metrics', isRetryable: true, cause: throttled });
  });
});

describe('InvalidArgumentError', () => {
  it('says the option, what it got and what it takes', () => {
    const error = new InvalidArgumentError({ option: 'top', got: '5', takes: 'a non-negative integer' });
    expect(error.message).toBe('top is "5", but takes a non-negative integer.');
    expect(error.hint).toBe('Pass a non-negative integer as top.');
  });
});

describe('RunFailedError', () => {
  it("repeats the service's words where there are any", () => {
    expect(new RunFailedError('HD_1', { message: 'out of memory' }).message).toBe('Run "HD_1" failed: out of memory.');
    expect(new RunFailedError('HD_1', undefined).message).toBe('Run "HD_1" failed.');
  });
});

describe('HyperDriveNotImplementedError', () => {
  it('names the member and what to use instead', () => {
    const error = new HyperDriveNotImplementedError('fail', 'Use cancel().');
    expect(error).toMatchObject({
      code: 'not-implemented',
      message: 'fail is not supported for a HyperDriveRun.',
      hint: 'Use cancel().',
    });
  });
});

describe('HyperDriveRehydrateError', () => {
  it('names the run and what was found', () => {
    const error = new HyperDriveRehydrateError({ runId: 'HD_1_0', found: 'it is a child' });
    expect(error).toMatchObject({ code: 'not-a-sweep', runId: 'HD_1_0' });
    expect(error.message).toBe('Run "HD_1_0" cannot be opened as a sweep: it is a child.');
  });
});

describe('UnsupportedOperationError', () => {
  it('names the backend and the operation', () => {
    const error = new UnsupportedOperationError({ operation: 'reading logs', backend: 'MLflow' });
    expect(error).toMatchObject({ code: 'unsupported-operation', message: 'MLflow does not support reading logs.' });
  });
});

describe('describeValue', () => {
  it('shows a value shortly, and never the content of an object', () => {
    const shown = [
      undefined,
      null,
      -0,
      1.5,
      2n,
      'a"b',
      [1, 2],
      { token: 'secret' },
      () => 1,
      Symbol('s'),
      'x'.repeat(80),
      'x'.repeat(100),
    ].map(describeValue);
    expect(shown).toEqual([
      'undefined',
      'null',
      '-0',
      '1.5',
      '2n',
      '"a\\"b"',
      'an array of 2',
      'an object',
      'a function',
      'a symbol',
      `"${'x'.repeat(80)}"`,
      `"${'x'.repeat(77)}"...`,
    ]);
  });
});
