import { describe, expect, it } from 'vitest';
import type { RayJob } from '../client/ray-answers.js';
import { viewOfJob } from './job-view.js';

const job = (more: Partial<RayJob>): RayJob => ({
  id: 'a',
  status: 'PENDING',
  message: undefined,
  errorType: undefined,
  exitCode: undefined,
  nodeId: undefined,
  metadata: new Map(),
  ...more,
});
const view = (more: Partial<RayJob>) =>
  viewOfJob('a', { session: 's1' }, { session: 's1', jobs: new Map([['a', job(more)]]) });

describe('what a head says of a job', () => {
  it('is that it waits, runs, or is over, with its exit code as a shell gives it', () => {
    expect(view({ status: 'PENDING' })).toEqual({ kind: 'waiting' });
    expect(view({ status: 'RUNNING' })).toEqual({ kind: 'running' });
    expect(view({ status: 'SUCCEEDED', exitCode: 0 })).toEqual({
      kind: 'over',
      reason: 'Ray says SUCCEEDED',
      exitCode: 0,
    });
    expect(view({ status: 'FAILED', exitCode: -9 })).toMatchObject({ kind: 'over', exitCode: 137 });
    expect(view({ status: 'STOPPED' })).toEqual({ kind: 'over', reason: 'Ray says STOPPED' });
  });

  it('is nothing where its status is one that this version does not know', () => {
    expect(view({ status: undefined })).toEqual({ kind: 'unknown' });
  });

  it('is that none like it will ever run where its environment cannot be made', () => {
    const impossible = view({ status: 'FAILED', errorType: 'RUNTIME_ENV_SETUP_FAILURE', message: 'no such package' });
    expect(impossible).toEqual({
      kind: 'impossible',
      reason: 'Ray says FAILED, RUNTIME_ENV_SETUP_FAILURE, no such package',
    });
  });

  it('is that it is gone where it lists no such job, and whether it is another head than the one that had it', () => {
    const [same, other] = ['s1', 's2'].map((session) =>
      viewOfJob('a', { session: 's1' }, { session, jobs: new Map() }),
    );
    expect(same).toEqual({ kind: 'gone', reason: 'the Ray head has no such job' });
    expect(other).toMatchObject({ kind: 'gone', reason: expect.stringContaining('(session s2 instead of s1)') });
  });
});
