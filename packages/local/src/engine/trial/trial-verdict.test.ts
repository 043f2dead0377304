import { decisionToProperty, earlyTerminationProperty } from '@hyperdrive-run/core/internal';
import { describe, expect, it } from 'vitest';
import { trialVerdict } from './trial-verdict.js';

describe('the verdict on a trial', () => {
  it('is Completed for exit code 0 alone', () => {
    expect(trialVerdict({ kind: 'exited', code: 0 }, undefined)).toEqual({ status: 'Completed' });
    expect(trialVerdict({ kind: 'exited', code: 1 }, undefined).status).toBe('Failed');
  });

  it('says in its reason what happened', () => {
    const message = (exit: Parameters<typeof trialVerdict>[0]) => trialVerdict(exit, undefined).error?.message;
    expect(message({ kind: 'exited', code: 3 })).toBe(
      'The command ended with exit code 3. Its output is in user_logs/std_log.txt.',
    );
    expect(message({ kind: 'exited', code: 127 })).toContain('127: a command was not found.');
    expect(message({ kind: 'signaled', signal: 'SIGSEGV' })).toContain('ended by the signal SIGSEGV.');
    expect(message({ kind: 'signaled', signal: 'SIGKILL' })).toContain('where memory runs out');
    expect(message({ kind: 'refused', reason: 'no disk' })).toBe('The trial could not be started: no disk');
  });

  it('is Failed as the command failed, or as lost where nobody knows how it ended', () => {
    const where = 'Its output is in user_logs/std_log.txt.';
    expect(trialVerdict({ kind: 'exited', code: 126 }, undefined)).toEqual({
      status: 'Failed',
      error: {
        code: 'UserError',
        message: `The command ended with exit code 126: it was found, but cannot be executed. ${where}`,
      },
    });
    expect(trialVerdict({ kind: 'never-ran', reason: 'the node is full' }, undefined)).toEqual({
      status: 'Failed',
      error: {
        code: 'UserError',
        message: 'The trial never ran, although it was started more than once: the node is full',
      },
      refusesAll: 'a trial never ran, although it was started more than once: the node is full',
    });
    expect(trialVerdict({ kind: 'lost' }, undefined)).toEqual({
      status: 'Failed',
      error: {
        code: 'TrialLost',
        message: expect.stringMatching(/^The trial does not run any more, and how it ended/),
      },
    });
    expect(trialVerdict({ kind: 'lost', reason: 'The node is down.' }, undefined)).toEqual({
      status: 'Failed',
      error: {
        code: 'TrialLost',
        message: 'How the trial ended is not known, and it may still run: The node is down.',
      },
    });
  });

  it('speaks for all trials of the sweep only where the refusal does', () => {
    const refused = { kind: 'refused', reason: 'no node has 9 GPUs' } as const;
    const error = { code: 'UserError', message: 'The trial could not be started: no node has 9 GPUs' };
    expect(trialVerdict({ ...refused, isForAll: true }, undefined)).toEqual({
      status: 'Failed',
      error,
      refusesAll: 'no node has 9 GPUs',
    });
    expect(trialVerdict({ ...refused, isForAll: false }, undefined)).toEqual({ status: 'Failed', error });
    expect(trialVerdict(refused, undefined)).toEqual({ status: 'Failed', error });
  });

  it('keeps the decision by which a policy stopped the trial', () => {
    const decision = {
      kind: 'median-stopping',
      stop: true,
      interval: 4,
      standing: 0.5,
      threshold: 0.6,
      comparedTrials: 7,
    } as const;
    const stop = { kind: 'stopped-early', decision, reason: 'It was below the median.' } as const;
    expect(trialVerdict({ kind: 'exited', code: 0 }, stop)).toEqual({
      status: 'Canceled',
      cancellationReason: 'It was below the median.',
      addProperties: new Map([[earlyTerminationProperty, decisionToProperty(decision)]]),
    });
  });

  it.each([
    [{ kind: 'canceled' }, 'The run was canceled by a user.'],
    [{ kind: 'sweep-canceled' }, 'The sweep was canceled by a user.'],
    [{ kind: 'sweep-timed-out' }, 'The sweep reached its maximum duration.'],
    [{ kind: 'trial-timed-out', afterSeconds: 5 }, 'The trial reached its maximum duration of 5 s.'],
    [{ kind: 'sweep-refused' }, 'The compute runs no trial of the sweep.'],
  ] as const)('is Canceled for what was done to it (%o), however its process ended', (stop, reason) => {
    for (const exit of [
      { kind: 'exited', code: 0 },
      { kind: 'signaled', signal: 'SIGTERM' },
    ] as const) {
      expect(trialVerdict(exit, stop)).toEqual({ status: 'Canceled', cancellationReason: reason });
    }
  });

  it('is Failed with a reason of its own where the service stopped', () => {
    expect(trialVerdict({ kind: 'signaled', signal: 'SIGTERM' }, { kind: 'service-stopped' })).toMatchObject({
      status: 'Failed',
      error: { code: 'ServiceStopped' },
    });
  });
});
