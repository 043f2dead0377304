import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeLaunch, type LaunchJudgement } from '../../launches/judge-launch.js';
import type { SlurmJob } from '../commands/squeue-output.js';
import type { Claim } from '../launch/claim-file.js';
import { launchOf, viewOfJobs } from './launch-view.js';

const time = new Date(0);
const claimed: Claim = { kind: 'claimed', jobId: '7', node: 'n1', time };
const job = (state: string, overrides: Partial<SlurmJob> = {}): SlurmJob => ({
  id: '7',
  name: 'launch',
  state,
  reason: 'None',
  nodes: 'n1',
  ...overrides,
});

const patience = { lostAfterMs: 1000, forgottenAfterMs: 2000, unlistedAfterMs: 3000, impossibleAfterMs: 3000 };

/**
 * What becomes of a launch of which nothing else was seen for a while.
 * @param code the exit code that the node wrote
 */
function judge(
  claim: Claim | undefined,
  jobs: readonly SlurmJob[] | undefined,
  { code, afterMs = 60_000 }: { readonly code?: number; readonly afterMs?: number } = {},
): LaunchJudgement {
  const signs = { claim, exit: code === undefined ? undefined : { code, time }, beat: '1' };
  const times = { now: new Date(afterMs), since: time };
  return judgeLaunch(launchOf({ id: 'launch' }, signs, time), viewOfJobs({ signs, jobs }), times, patience);
}

const wait = { kind: 'wait' };
const anyState = fc.constantFrom('PENDING', 'RUNNING', 'COMPLETING', 'COMPLETED', 'FAILED', 'NODE_FAIL', 'CANCELLED');
const anyJobs = fc.option(
  fc.array(
    anyState.map((state) => job(state)),
    { maxLength: 2 },
  ),
  { nil: undefined },
);

describe('a launch', () => {
  it('ended as its node says, whatever SLURM says', () => {
    fc.assert(
      fc.property(anyJobs, fc.integer({ min: 0, max: 127 }), (jobs, code) => {
        expect(judge(claimed, jobs, { code })).toEqual({ kind: 'ended', exit: { kind: 'exited', code } });
      }),
    );
  });

  it('is never taken for ended while the queue cannot be read, or somebody claims it', () => {
    for (const claim of [undefined, claimed, { kind: 'unfinished' } as const]) {
      expect(judge(claim, undefined)).toEqual(wait);
    }
    expect(judge({ kind: 'unfinished' }, [])).toEqual(wait);
  });

  it.each(['PENDING', 'RUNNING', 'COMPLETING', 'SUSPENDED', 'CONFIGURING', 'ELSE'])(
    'goes on while its job is %s',
    (state) => {
      expect(judge(claimed, [job(state)])).toEqual(wait);
      expect(judge(undefined, [job(state)])).toEqual(wait);
    },
  );

  it('is lost where SLURM forgot its job, and its node has given no sign of life for long', () => {
    for (const jobs of [[], [job('RUNNING', { id: '8' })]]) {
      expect(judge(claimed, jobs, { afterMs: 1999 })).toEqual(wait);
      expect(judge(claimed, jobs, { afterMs: 2000 })).toMatchObject({ kind: 'give-up', exit: { kind: 'lost' } });
    }
  });

  it('is given up where its job is over, once the file of its exit code must be there', () => {
    for (const [state, says] of [
      ['NODE_FAIL', /ended its job 7 on n1: NODE_FAIL/],
      ['FAILED', /FAILED of its job 7/],
    ] as const) {
      expect(judge(claimed, [job(state)], { afterMs: 999 })).toEqual(wait);
      const exit = { kind: 'lost', reason: expect.stringMatching(says) };
      expect(judge(claimed, [job(state)], { afterMs: 1000 })).toEqual({ kind: 'give-up', exit });
    }
  });

  it('never ran where its job ended without a claim; one that is not listed may be still to come', () => {
    expect(judge(undefined, [job('FAILED')], { afterMs: 0 })).toMatchObject({ kind: 'withdraw' });
    expect(judge(undefined, [], { afterMs: 2999 })).toEqual(wait);
    expect(judge(undefined, [], { afterMs: 3000 })).toMatchObject({ kind: 'withdraw' });
    expect(judge(undefined, [job('FAILED'), job('PENDING', { id: '8' })])).toEqual(wait);
  });

  it('is refused, as all of its sweep would be, where its job waits for what never comes', () => {
    const jobs = [job('PENDING', { reason: 'PartitionConfig' })];
    expect(judge(undefined, jobs, { afterMs: 2999 })).toEqual(wait);
    const refusal = { kind: 'refused', reason: expect.stringContaining('PartitionConfig'), isForAll: true };
    expect(judge(undefined, jobs)).toEqual({ kind: 'refuse', refusal });
  });
});
