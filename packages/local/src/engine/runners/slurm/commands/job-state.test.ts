import { describe, expect, it } from 'vitest';
import { jobPhase, waitsForEver, wasTakenAway } from './job-state.js';

describe('the state of a job', () => {
  it.each(['PENDING', 'CONFIGURING', 'REQUEUED', 'REQUEUE_HOLD', 'SPECIAL_EXIT'])(
    '%s has its script not run',
    (state) => {
      expect(jobPhase(state)).toBe('waiting');
    },
  );

  it.each(['RUNNING', 'COMPLETING', 'SUSPENDED', 'STOPPED', 'RESIZING', 'SIGNALING', 'OF_A_LATER_VERSION'])(
    '%s is no end',
    (state) => {
      expect(jobPhase(state)).toBe('active');
    },
  );

  it.each([
    'COMPLETED',
    'FAILED',
    'CANCELLED',
    'TIMEOUT',
    'NODE_FAIL',
    'OUT_OF_MEMORY',
    'PREEMPTED',
    'BOOT_FAIL',
    'DEADLINE',
  ])('%s is one', (state) => {
    expect(jobPhase(state)).toBe('ended');
  });

  it('says whether the cluster took the job away', () => {
    expect(['NODE_FAIL', 'PREEMPTED', 'BOOT_FAIL'].every(wasTakenAway)).toBe(true);
    expect(['FAILED', 'TIMEOUT', 'CANCELLED', 'OUT_OF_MEMORY'].some(wasTakenAway)).toBe(false);
  });

  it('lets a job wait for what may come, and not for what never does', () => {
    expect(['Resources', 'Priority', 'BeginTime', 'ReqNodeNotAvail', 'QOSMaxJobsPerUserLimit'].some(waitsForEver)).toBe(
      false,
    );
    expect(['PartitionConfig', 'BadConstraints'].every(waitsForEver)).toBe(true);
  });
});
