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

  it.each([
    [{ kind: 'canceled' }, 'canceled by a user'],
    [{ kind: 'sweep-canceled' }, 'sweep was canceled'],
    [{ kind: 'sweep-timed-out' }, 'maximum duration'],
    [{ kind: 'trial-timed-out', afterSeconds: 5 }, '5 s'],
  ] as const)('is Canceled for what was done to it (%o), however its process ended', (stop, reason) => {
    for (const exit of [
      { kind: 'exited', code: 0 },
      { kind: 'signaled', signal: 'SIGTERM' },
    ] as const) {
      expect(trialVerdict(exit, stop)).toEqual({
        status: 'Canceled',
        cancellationReason: expect.stringContaining(reason),
      });
    }
  });

  it('is Failed with a reason of its own where the service stopped', () => {
    expect(trialVerdict({ kind: 'signaled', signal: 'SIGTERM' }, { kind: 'service-stopped' })).toMatchObject({
      status: 'Failed',
      error: { code: 'ServiceStopped' },
    });
  });
});
