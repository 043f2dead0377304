import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SlurmJob } from '../commands/squeue-output.js';
import type { Claim } from '../launch/claim-file.js';
import { judgeLaunch, type LaunchVerdict } from './judge-launch.js';

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

/** @param code the exit code that the node wrote */
function judge(claim: Claim | undefined, jobs: readonly SlurmJob[] | undefined, code?: number): LaunchVerdict {
  return judgeLaunch({ signs: { claim, exit: code === undefined ? undefined : { code, time }, beat: '1' }, jobs });
}

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
      fc.property(anyJobs, fc.integer({ min: 0, max: 255 }), (jobs, code) => {
        expect(judge(claimed, jobs, code)).toEqual({ kind: 'over', end: { kind: 'exited', code, time } });
      }),
    );
  });

  it('is never taken for ended while the queue cannot be read', () => {
    for (const claim of [undefined, claimed, { kind: 'unfinished' } as const]) {
      expect(judge(claim, undefined)).toEqual({ kind: 'going-on' });
    }
  });

  it.each(['PENDING', 'RUNNING', 'COMPLETING', 'SUSPENDED', 'CONFIGURING', 'ELSE'])(
    'goes on while its job is %s',
    (state) => {
      expect(judge(claimed, [job(state)])).toEqual({ kind: 'going-on' });
      expect(judge(undefined, [job(state)])).toEqual({ kind: 'going-on' });
    },
  );

  it('is suspected to be lost where SLURM forgot its job, for as long as its node gives no sign of life', () => {
    expect(judge(claimed, [])).toMatchObject({
      kind: 'suspected',
      end: { kind: 'lost' },
      patience: 'silence',
      sign: '1',
    });
    expect(judge(claimed, [job('RUNNING', { id: '8' })])).toMatchObject({ kind: 'suspected', patience: 'silence' });
  });

  it('is lost where the cluster took its job away, and has an exit by SLURM alone where the job ended by itself', () => {
    expect(judge(claimed, [job('NODE_FAIL')])).toMatchObject({ end: { kind: 'lost' }, patience: 'file' });
    expect(judge(claimed, [job('FAILED')])).toMatchObject({ end: { kind: 'without-exit' }, patience: 'file' });
  });

  it('never ran where its job ended without a claim; one that is not listed may be still to come', () => {
    expect(judge(undefined, [job('FAILED')])).toMatchObject({ kind: 'over', end: { kind: 'unclaimed' } });
    expect(judge(undefined, [])).toMatchObject({ kind: 'suspected', end: { kind: 'unclaimed' }, patience: 'queue' });
    expect(judge(undefined, [job('FAILED'), job('PENDING', { id: '8' })])).toEqual({ kind: 'going-on' });
  });

  it('is impossible where its job waits for what never comes', () => {
    expect(judge(undefined, [job('PENDING', { reason: 'PartitionConfig' })])).toMatchObject({
      kind: 'suspected',
      end: { kind: 'impossible', reason: expect.stringContaining('PartitionConfig') },
    });
  });
});
