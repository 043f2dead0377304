import { describe, expect, it } from 'vitest';
import { createLaunchJudge, type EngineView, judgeLaunch } from './judge-launch.js';
import type { Launch } from './launch.js';

const at = (seconds: number): Date => new Date(Date.UTC(2024, 4, 6) + seconds * 1000);

const open: Launch = {
  id: 'a',
  state: 'open',
  createdTime: at(0),
  node: undefined,
  claimTime: undefined,
  heardTime: undefined,
  isToEnd: false,
  report: undefined,
  reason: undefined,
  endTime: undefined,
};
const claimed: Launch = { ...open, state: 'claimed', claimTime: at(5), heardTime: at(100), node: 'node-1' };

const views: readonly EngineView[] = [
  { kind: 'unknown' },
  { kind: 'waiting' },
  { kind: 'running' },
  { kind: 'over', reason: 'ACTOR_DIED' },
  { kind: 'gone', reason: 'a new head' },
  { kind: 'impossible', reason: 'no node has that' },
];

describe('a launch that was reported', () => {
  it.each(views)('has ended as its attempt says, while its engine says $kind', (view) => {
    const launch: Launch = { ...claimed, state: 'reported', report: { kind: 'exited', code: 3 } };
    const ended = { kind: 'ended', exit: { kind: 'exited', code: 3 } };
    expect(judgeLaunch(launch, view, { now: at(1e6), since: at(0) })).toEqual(ended);
  });

  it('was ended by a signal where the code is that of a shell for one', () => {
    const launch: Launch = { ...claimed, state: 'reported', report: { kind: 'exited', code: 143 } };
    const ended = { kind: 'ended', exit: { kind: 'signaled', signal: 'SIGTERM' } };
    expect(judgeLaunch(launch, { kind: 'running' }, { now: at(1), since: at(0) })).toEqual(ended);
  });
});

describe('a launch that nobody has claimed', () => {
  it('is taken back where its engine says that it is over, or has forgotten it, at once', () => {
    for (const view of views.slice(3, 5)) {
      expect(judgeLaunch(open, view, { now: at(1), since: at(1) })).toMatchObject({ kind: 'withdraw' });
    }
  });

  it('waits for as long as it may, and for ever where nothing else was said', () => {
    const view = { kind: 'waiting' } as const;
    const patience = { unclaimedAfterMs: 600_000 };
    expect(judgeLaunch(open, view, { now: at(1e6), since: at(0) })).toEqual({ kind: 'wait' });
    expect(judgeLaunch(open, view, { now: at(599), since: at(0) }, patience)).toEqual({ kind: 'wait' });
    expect(judgeLaunch(open, view, { now: at(600), since: at(0) }, patience)).toEqual({
      kind: 'withdraw',
      reason: 'nobody had claimed it after 600 s, while the compute says that it is waiting',
    });
  });

  it('waits from when its engine has it: it may have been in a queue of ours for long', () => {
    const patience = { unclaimedAfterMs: 600_000 };
    const judged = judgeLaunch(open, { kind: 'waiting' }, { now: at(9000), since: at(8500) }, patience);
    expect(judged).toEqual({ kind: 'wait' });
  });

  it('that is missing in a listing is waited for as long as that may be late', () => {
    const [gone, patience] = [{ kind: 'gone', reason: 'not listed' } as const, { unlistedAfterMs: 30_000 }];
    expect(judgeLaunch(open, gone, { now: at(29), since: at(0) }, patience)).toEqual({ kind: 'wait' });
    expect(judgeLaunch(open, gone, { now: at(30), since: at(0) }, patience)).toMatchObject({ kind: 'withdraw' });
  });

  it('is refused for all of its sweep once its engine has said for long enough that it is impossible', () => {
    const [view, patience] = [{ kind: 'impossible', reason: 'no node' } as const, { impossibleAfterMs: 5000 }];
    const refusal = { kind: 'refused', reason: 'no node', isForAll: true };
    const judge = createLaunchJudge(() => now, patience);
    let now = at(0);
    expect(judge.judge(open, view)).toEqual({ kind: 'wait' });
    now = at(4);
    expect(judge.judge(open, { kind: 'unknown' })).toEqual({ kind: 'wait' });
    expect(judge.judge(open, { ...view, reason: 'another reason' })).toEqual({ kind: 'wait' });
    now = at(5);
    expect(judge.judge(open, { ...view, reason: 'another reason' })).toEqual({ kind: 'wait' });
    expect(judge.judge(open, view)).toEqual({ kind: 'wait' });
    now = at(10);
    expect(judge.judge(open, view)).toEqual({ kind: 'refuse', refusal });
  });

  it('is left while its engine cannot be reached', () => {
    const patience = { unclaimedAfterMs: 1 };
    expect(judgeLaunch(open, { kind: 'unknown' }, { now: at(1e6), since: at(0) }, patience)).toEqual({ kind: 'wait' });
  });
});

describe('a launch that was claimed', () => {
  it('goes on while its engine says that it runs, or waits, or cannot be reached', () => {
    for (const view of [...views.slice(0, 3), ...views.slice(5)]) {
      expect(judgeLaunch(claimed, view, { now: at(1e6), since: at(0) })).toEqual({ kind: 'wait' });
    }
  });

  it('is lost once its engine has taken it for over, and nothing was heard of it, for two minutes', () => {
    const view = { kind: 'over', reason: 'ACTOR_DIED' } as const;
    expect(judgeLaunch(claimed, view, { now: at(219), since: at(50) })).toEqual({ kind: 'wait' });
    expect(judgeLaunch(claimed, view, { now: at(220), since: at(101) })).toEqual({ kind: 'wait' });
    const lost = { kind: 'give-up', exit: { kind: 'lost', reason: 'ACTOR_DIED' } };
    expect(judgeLaunch(claimed, view, { now: at(220), since: at(50) })).toEqual(lost);
  });

  it('goes on for as long as it is heard of, though its engine has forgotten it', () => {
    const launch = { ...claimed, heardTime: at(1e6) };
    const view = { kind: 'gone', reason: 'a new head' } as const;
    expect(judgeLaunch(launch, view, { now: at(1e6 + 60), since: at(10) })).toEqual({ kind: 'wait' });
  });

  it('has ended with the exit code that its engine saw, where it does not report its own', () => {
    const view = { kind: 'over', reason: 'FAILED', exitCode: 7 } as const;
    const gaveUp = { kind: 'give-up', exit: { kind: 'exited', code: 7 } };
    expect(judgeLaunch(claimed, view, { now: at(500), since: at(10) })).toEqual(gaveUp);
  });

  it('is lost where the code is that of a wrapper that refused to run it once more', () => {
    const view = { kind: 'over', reason: 'requeued', exitCode: 83 } as const;
    const lost = { kind: 'give-up', exit: { kind: 'lost', reason: 'requeued' } };
    expect(judgeLaunch(claimed, view, { now: at(500), since: at(10) })).toEqual(lost);
  });

  it('is waited for shortly only where it was told to end', () => {
    const view = { kind: 'over', reason: 'STOPPED' } as const;
    const ending = { ...claimed, isToEnd: true };
    expect(judgeLaunch(ending, view, { now: at(114), since: at(100) })).toEqual({ kind: 'wait' });
    expect(judgeLaunch(ending, view, { now: at(115), since: at(100) })).toMatchObject({ kind: 'give-up' });
  });
});
