import { BackendError, HyperDriveConfigError, HyperDriveRehydrateError } from '@hyperdrive-run/sdk';
import { describe, expect, it } from 'vitest';
import { CliError } from './cli-error.js';
import { describeFailure } from './describe-failure.js';

describe('describeFailure', () => {
  it('escapes what a service said, and keeps it on one line', () => {
    const error = new BackendError({ code: 'refused', message: 'No.\n\u001B[2JAnd again no.', hint: 'Stop\u0007 it.' });
    expect(describeFailure(error, 'hyperdrive')).toEqual({
      what: String.raw`No. \x1b[2JAnd again no.`,
      hint: String.raw`Stop\x07 it.`,
      exitCode: 1,
      isDefect: false,
    });
  });

  it('has the id of a request that a service refused, or failed at, and of no other', () => {
    const hintOf = (code: BackendError['code']): string =>
      describeFailure(new BackendError({ code, message: 'No.', hint: 'Try.', requestId: 'r-9' }), 'hyperdrive').hint;
    expect(hintOf('refused')).toBe("Try. The request's id: r-9");
    expect(hintOf('service-failure')).toContain('r-9');
    expect(hintOf('run-not-found')).not.toContain('r-9');
  });

  it('keeps a list of faults on lines of their own', () => {
    const fault = { got: '"\u001B[2J"', takes: 'a number' };
    const error = new HyperDriveConfigError([
      { path: 'a', ...fault },
      { path: 'b', ...fault },
    ]);
    const { what } = describeFailure(error, 'hyperdrive');
    expect(what.split('\n')).toHaveLength(3);
    expect(what).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('names the program as it was called', () => {
    const error = new BackendError({ code: 'run-not-found', message: 'No such run.' });
    expect(describeFailure(error, 'npm run -s hyperdrive --').hint).toContain('"npm run -s hyperdrive -- list"');
  });

  it('says how a run opens whose children logged something, and not where sweeps are listed', () => {
    const error = new HyperDriveRehydrateError({ runId: 'P', found: 'x', loggedMetricNames: ["it's", 'loss'] });
    const { hint } = describeFailure(error, 'hyperdrive');
    expect(hint).toContain(String.raw`--primary-metric 'it'\''s' --goal maximize`);
    expect(hint).not.toContain('list');
    const alone = new HyperDriveRehydrateError({ runId: 'P', found: 'x' });
    expect(describeFailure(alone, 'hyperdrive').hint).toContain('"hyperdrive list"');
  });

  it('tells a defect of this program from everything else', () => {
    expect(describeFailure(new TypeError('x is undefined'), 'hyperdrive')).toMatchObject({
      what: 'Something unexpected happened: x is undefined',
      hint: expect.stringContaining('--verbose'),
      exitCode: 1,
      isDefect: true,
    });
    expect(describeFailure('thrown text', 'hyperdrive').isDefect).toBe(true);
    expect(describeFailure(new CliError({ message: 'a', hint: 'b' }), 'hyperdrive').isDefect).toBe(false);
  });
});
