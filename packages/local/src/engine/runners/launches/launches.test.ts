import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import type { RunStore } from '../../../storage/run-store.js';
import { openRunStore } from '../../../storage/sqlite-run-store.js';
import { probeJob } from './launch-job.js';
import { createLaunches, type Launches } from './launches.js';

const run = { scope: garden, runId: 'HD_1_0' };
const job = {
  ...probeJob,
  script: 'train',
  variables: new Map([['LR', '0.1']]),
  tokenVariables: ['AZUREML_RUN_TOKEN'],
};
const [first, second] = ['1'.repeat(32), '2'.repeat(32)];

interface Place {
  readonly store: RunStore;
  readonly file: string;
  readonly launches: Launches;
  /** As another service on the same folder would open them. */
  readonly open: () => Launches;
}

async function open(): Promise<Place> {
  const file = join(await temporaryFolder(), 'runs.db');
  const store = openRunStore({ file });
  onTestFinished(() => store.close());
  store.createRun({ ...run, status: 'Queued' });
  const issueRunToken = ({ runId }: { readonly runId: string }, launchId?: string) => ({
    token: `token of ${runId}, ${launchId === undefined ? 'no' : 'a'} launch`,
    expiryTime: new Date(Date.UTC(2040, 0)),
  });
  const openLaunches = (): Launches => createLaunches({ store, issueRunToken, now: () => new Date() });
  return { store, file, launches: openLaunches(), open: openLaunches };
}

const claim = (launches: Launches, { id, claimCode }: { id: string; claimCode: string }, attempt = first) =>
  launches.claim(id, { code: claimCode, attempt, node: 'node-1' });

describe('a claim', () => {
  it('hands out the job with a token of its run, and again to the same attempt alone', async () => {
    const { launches, open: openAgain } = await open();
    const launch = launches.create(job, run);
    const granted = await claim(launches, launch);
    const variables = granted.kind === 'granted' ? granted.job.get('variables') : undefined;
    expect(variables).toEqual(
      new Map([
        ['LR', '0.1'],
        ['AZUREML_RUN_TOKEN', 'token of HD_1_0, a launch'],
        ['AZUREML_RUN_TOKEN_EXPIRY', '2040-01-01T00:00:00.000Z'],
      ]),
    );
    expect(await claim(openAgain(), launch)).toEqual(granted);
    expect(await claim(launches, launch, second)).toEqual({ kind: 'refused', reason: 'LaunchClaimed' });
    expect(launches.read(launch.id)).toMatchObject({ state: 'claimed', node: 'node-1' });
  });

  it('is refused with another code, and of a launch that is not known', async () => {
    const { launches } = await open();
    const launch = launches.create(job, run);
    const other = launches.create(job, run);
    const wrong = { ...launch, claimCode: other.claimCode };
    expect(await claim(launches, wrong)).toEqual({ kind: 'refused', reason: 'WrongCode' });
    expect(await claim(launches, { ...launch, id: 'none' })).toEqual({ kind: 'refused', reason: 'LaunchUnknown' });
    expect(launches.read(launch.id)?.state).toBe('open');
  });

  it.each(['CancelRequested', 'Canceled', 'Completed'] as const)('is refused where the run is %s', async (status) => {
    const { launches, store } = await open();
    const launch = launches.create(job, run);
    store.changeRun(run, { status });
    expect(await claim(launches, launch)).toEqual({ kind: 'refused', reason: 'RunEnded' });
  });

  it('and a withdrawal exclude each other, in whatever order they and their repetitions come', async () => {
    const { launches } = await open();
    const step = fc.constantFrom('first', 'second', 'withdraw');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const launch = launches.create(job, run);
        const granted = new Set<string>();
        const withdrawn: string[] = [];
        await Promise.all(
          steps.map(async (next) => {
            if (next === 'withdraw') return withdrawn.push(launches.withdraw(launch.id, 'it waits too long'));
            const answer = await claim(launches, launch, next === 'first' ? first : second);
            return answer.kind === 'granted' && granted.add(next);
          }),
        );
        expect(granted.size).toBe(steps[0] === 'withdraw' ? 0 : 1);
        expect(new Set(withdrawn).size).toBeLessThan(2);
        expect(withdrawn.includes('withdrawn')).toBe(steps[0] === 'withdraw');
      }),
      { numRuns: 50 },
    );
  });
});

describe('a report', () => {
  it('counts once: a repeated one changes nothing', async () => {
    const { launches } = await open();
    const launch = launches.create(job, run);
    await claim(launches, launch);
    launches.report(launch.id, { kind: 'exited', code: 0 });
    launches.report(launch.id, { kind: 'exited', code: 1 });
    expect(launches.read(launch.id)?.report).toEqual({ kind: 'exited', code: 0 });
    expect(await claim(launches, launch)).toEqual({ kind: 'refused', reason: 'LaunchEnded' });
  });

  it('that the command never ran is no exit code', async () => {
    const { launches } = await open();
    const launch = launches.create(job, run);
    await claim(launches, launch);
    launches.report(launch.id, { kind: 'never-ran', reason: 'the disk is full' });
    expect(launches.read(launch.id)?.report).toEqual({ kind: 'never-ran', reason: 'the disk is full' });
  });

  it('of a launch that was given up comes too late, and its token counts no more', async () => {
    const { launches } = await open();
    const launch = launches.create(job, run);
    await claim(launches, launch);
    expect(launches.isTokenValid(launch.id)).toBe(true);
    launches.giveUp(launch.id, 'its node is lost');
    launches.report(launch.id, { kind: 'exited', code: 0 });
    expect(launches.read(launch.id)).toMatchObject({ state: 'lost', reason: 'its node is lost', report: undefined });
    expect(launches.isTokenValid(launch.id)).toBe(false);
  });
});

it('what a launch is claimed with, and what it runs once it has ended, is not in the store', async () => {
  const { launches, store } = await open();
  const launch = launches.create(job, run);
  expect(JSON.stringify(store.launches.get(launch.id))).not.toContain(launch.claimCode);
  await claim(launches, launch);
  expect(JSON.stringify(store.launches.get(launch.id))).not.toContain(first);
  launches.report(launch.id, { kind: 'exited', code: 0 });
  expect(store.launches.get(launch.id)?.job).toBeUndefined();
});

it('asking for an end takes back what is open, and marks what is claimed', async () => {
  const { launches } = await open();
  const [waiting, running] = [launches.create(job, run), launches.create(job, run)];
  await claim(launches, running);
  for (const { id } of [waiting, running]) launches.requestEnd(id, 'the trial was canceled');
  expect(launches.read(waiting.id)?.state).toBe('withdrawn');
  expect(launches.read(running.id)).toMatchObject({ state: 'claimed', isToEnd: true });
  expect(launches.countActive()).toBe(1);
});

it('who follows a launch learns of its claim and of its end, also where they were before', async () => {
  const { launches } = await open();
  const launch = launches.create(job, run);
  const early = launches.watch(launch.id);
  await claim(launches, launch);
  expect((await early.claimed).node).toBe('node-1');
  launches.report(launch.id, { kind: 'exited', code: 2 });
  const late = launches.watch(launch.id);
  expect((await Promise.all([early.ended, late.ended, late.claimed])).map(({ state }) => state)).toEqual([
    'reported',
    'reported',
    'reported',
  ]);
  early.close();
  late.close();
});

it('the launches of a run go when it is pruned', async () => {
  const { launches, store } = await open();
  const launch = launches.create(job, run);
  store.deleteRuns([run]);
  expect(launches.read(launch.id)).toBeUndefined();
  expect(await claim(launches, launch)).toEqual({ kind: 'refused', reason: 'LaunchUnknown' });
});
