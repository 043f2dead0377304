import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { openRunStore } from '../../../storage/sqlite-run-store.js';
import type { SubmittedTrial } from '../trial-runner.js';
import { followLaunch } from './follow-launch.js';
import type { EngineView } from './judge-launch.js';
import { probeJob } from './launch-job.js';
import { createLaunches, type Launches } from './launches.js';

const run = { scope: garden, runId: 'HD_1_0' };

interface Followed {
  readonly launches: Launches;
  readonly id: string;
  readonly trial: SubmittedTrial;
  readonly claim: () => Promise<unknown>;
  /** The engine says this now, some seconds later. */
  readonly say: (view: EngineView, afterSeconds?: number) => void;
  readonly stops: () => number;
  readonly listeners: () => number;
}

async function follow(patience: { readonly unclaimedAfterMs?: number } = {}): Promise<Followed> {
  let time = Date.UTC(2024, 4, 6);
  const now = (): Date => new Date(time);
  const store = openRunStore({ file: join(await temporaryFolder(), 'runs.db'), now });
  onTestFinished(() => store.close());
  store.createRun({ ...run, status: 'Queued' });
  const launches = createLaunches({ store, issueRunToken: () => ({ token: 't', expiryTime: now() }), now });
  const { id, claimCode } = launches.create({ ...probeJob, script: 'train' }, run);
  const listeners = new Set<(view: EngineView) => void>();
  let stops = 0;
  const job = {
    watch(listener: (view: EngineView) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async stop() {
      stops += 1;
    },
  };
  return {
    launches,
    id,
    trial: followLaunch(launches, id, job, { now, ...patience }),
    claim: () => launches.claim(id, { code: claimCode, attempt: 'ab'.repeat(16), node: 'node-1' }),
    say(view, afterSeconds = 0) {
      time += afterSeconds * 1000;
      for (const listener of listeners) listener(view);
    },
    stops: () => stops,
    listeners: () => listeners.size,
  };
}

it('a launch has started when it is claimed, and ended as its attempt says, whatever its engine says', async () => {
  const { launches, id, trial, claim, say, listeners } = await follow();
  say({ kind: 'waiting' });
  await claim();
  expect(await trial.started).toEqual({ kind: 'started', time: new Date(Date.UTC(2024, 4, 6)) });
  say({ kind: 'over', reason: 'FAILED', exitCode: 1 });
  launches.report(id, { kind: 'exited', code: 0 });
  expect(await trial.ended).toEqual({ kind: 'exited', code: 0 });
  expect(listeners()).toBe(0);
});

it('a launch whose engine says that it is over before it is claimed has never run, and does not later', async () => {
  const { trial, claim, say } = await follow();
  say({ kind: 'over', reason: 'it waited for 900 s' });
  expect(await trial.ended).toEqual({ kind: 'never-ran', reason: 'it waited for 900 s' });
  expect(await claim()).toEqual({ kind: 'refused', reason: 'LaunchWithdrawn' });
});

it('a launch that its engine forgets before it is claimed has never run, through no fault of its own', async () => {
  const { trial, claim, say } = await follow();
  say({ kind: 'gone', reason: 'a new head' });
  expect(await trial.ended).toEqual({ kind: 'never-ran', reason: 'a new head', isForgotten: true });
  expect(await claim()).toEqual({ kind: 'refused', reason: 'LaunchWithdrawn' });
});

it('a launch that its engine will never start is refused, is withdrawn and is followed no longer', async () => {
  const { trial, claim, say, listeners } = await follow();
  say({ kind: 'impossible', reason: 'no node has that' });
  expect(await trial.started).toEqual({ kind: 'refused', reason: 'no node has that', isForAll: true });
  expect(await claim()).toEqual({ kind: 'refused', reason: 'LaunchWithdrawn' });
  expect(listeners()).toBe(0);
});

it('a launch is lost that its engine takes for over while nothing is heard of it, and an engine out of reach ends none', async () => {
  const { launches, id, trial, claim, say } = await follow();
  await claim();
  say({ kind: 'unknown' }, 10_000);
  say({ kind: 'over', reason: 'its node is lost' }, 1);
  expect(launches.read(id)?.state).toBe('claimed');
  say({ kind: 'unknown' }, 1);
  say({ kind: 'over', reason: 'its node is lost' }, 119);
  expect(await trial.ended).toEqual({ kind: 'lost', reason: 'its node is lost' });
  expect(launches.isTokenValid(id)).toBe(false);
});

it('a launch that is ended while it waits never runs, and its engine is asked to stop it', async () => {
  const { trial, claim, stops } = await follow();
  await trial.end();
  expect(stops()).toBe(1);
  expect(await trial.ended).toMatchObject({ kind: 'never-ran' });
  expect(await claim()).toMatchObject({ kind: 'refused' });
});

it('a launch that is ended while it runs is told so, also where its engine cannot be asked', async () => {
  const { launches, id, trial, claim } = await follow();
  await claim();
  await trial.end();
  expect(launches.read(id)).toMatchObject({ state: 'claimed', isToEnd: true });
});
