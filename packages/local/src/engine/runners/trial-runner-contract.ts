import { deepStrictEqual, notDeepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { FoundTrial, PreparedTrial, TrialExit, TrialJob, TrialRunner } from './trial-runner.js';

/** A place where the contract is tried. Each case has one of its own. */
export interface RunnerHarness {
  /** A runner of this place; a second one is that of a service that was started again. */
  createRunner(): TrialRunner;
  /** A job that does as asked. `marks` are counted by `countMarks`: one is made each time that the command runs. */
  createJob(behaviour: 'exits-0' | 'exits-3' | 'stays'): TrialJob;
  /** A job that the runner cannot run at all. */
  createImpossibleJob(): TrialJob;
  /** How often commands of this place have run. */
  countMarks(): number;
  /** Resolves once a command has run. */
  untilMarked(): Promise<void>;
  /** What is left of a job that is not to be kept: its processes and files. */
  findLeftovers(job: TrialJob): readonly string[];
}

/** One thing that every runner does. */
export interface RunnerContractCase {
  readonly title: string;
  /** @throws AssertionError where the runner does otherwise */
  readonly run: (harness: RunnerHarness) => Promise<void>;
}

/** What every runner of trials does, for a test of each. */
export const trialRunnerContract: readonly RunnerContractCase[] = [
  {
    title: 'runs nothing of a job that is only prepared, and finds it as not started',
    run: async (harness) => {
      const { runner, job, prepared } = await prepare(harness, 'exits-0');
      strictEqual(harness.countMarks(), 0);
      deepStrictEqual(await harness.createRunner().find(job, prepared.handle), { kind: 'not-started' });
      await runner.cleanUp(job, prepared.handle);
    },
  },
  {
    title: 'does not run a job any more that it said was not started',
    run: async (harness) => {
      const { runner, job, prepared } = await prepare(harness, 'exits-0');
      await runner.find(job, prepared.handle);
      await prepared.start().ended;
      strictEqual(harness.countMarks(), 0);
    },
  },
  {
    title: 'gives each start a handle of its own',
    run: async (harness) => {
      const job = harness.createJob('exits-0');
      const runner = harness.createRunner();
      const [first, second] = [await requirePrepared(runner, job), await requirePrepared(runner, job)];
      notDeepStrictEqual(first.handle, second.handle);
    },
  },
  {
    title:
      'finds a start of which it has made the handle and prepared nothing as not started, and prepares it later under another',
    run: async (harness) => {
      const runner = harness.createRunner();
      const handle = runner.newHandle?.();
      if (handle === undefined) return;
      const job = harness.createJob('exits-0');
      deepStrictEqual(await harness.createRunner().find(job, handle), { kind: 'not-started' });
      const prepared = await requirePrepared(runner, { ...job, handle: runner.newHandle?.() });
      deepStrictEqual(await prepared.start().ended, { kind: 'exited', code: 0 });
    },
  },
  {
    title: 'prepares a start under the handle that it is given',
    run: async (harness) => {
      const handle = harness.createRunner().newHandle?.();
      if (handle === undefined) return;
      strictEqual(
        (await requirePrepared(harness.createRunner(), { ...harness.createJob('exits-0'), handle })).handle,
        handle,
      );
    },
  },
  {
    title: 'runs a job once, says that it started, and how it ended',
    run: async (harness) => {
      for (const [behaviour, code] of [['exits-0', 0] as const, ['exits-3', 3] as const]) {
        const before = harness.countMarks();
        const { prepared } = await prepare(harness, behaviour);
        const trial = prepared.start();
        strictEqual((await trial.started).kind, 'started');
        deepStrictEqual(await trial.ended, { kind: 'exited', code });
        strictEqual(harness.countMarks(), before + 1);
      }
    },
  },
  {
    title: 'refuses a job that it cannot run, with a reason',
    run: async (harness) => {
      const prepared = await harness.createRunner().prepare(harness.createImpossibleJob());
      const outcome = prepared.kind === 'refused' ? prepared : await prepared.start().started;
      ok(outcome.kind === 'refused' && outcome.reason !== '', 'it is not refused with a reason');
    },
  },
  {
    title: 'finds a job that runs from another process, and follows it to its end there',
    run: async (harness) => {
      const { job, prepared } = await prepare(harness, 'stays');
      const trial = prepared.start();
      await harness.untilMarked();
      const found = await harness.createRunner().find(job, prepared.handle);
      ok(found.kind === 'active', `it is found as ${found.kind}`);
      await found.trial.end();
      ok(!isGood(await found.trial.ended), 'a job that was ended is said to have ended well');
      await trial.ended;
      strictEqual(harness.countMarks(), 1);
    },
  },
  {
    title: 'finds how a job ended that nobody followed',
    run: async (harness) => {
      const { job, prepared } = await prepare(harness, 'exits-3');
      await prepared.start().ended;
      const found: FoundTrial = await harness.createRunner().find(job, prepared.handle);
      ok(found.kind === 'ended', `it is found as ${found.kind}`);
      deepStrictEqual(found.exit, { kind: 'exited', code: 3 });
    },
  },
  {
    title: 'ends a job when it is asked to, and leaves nothing behind',
    run: async (harness) => {
      const { runner, job, prepared } = await prepare(harness, 'stays');
      const trial = prepared.start();
      await harness.untilMarked();
      await trial.end();
      ok(!isGood(await trial.ended), 'a job that was ended is said to have ended well');
      await runner.cleanUp(job, prepared.handle);
      deepStrictEqual(harness.findLeftovers(job), []);
    },
  },
];

async function prepare(
  harness: RunnerHarness,
  behaviour: 'exits-0' | 'exits-3' | 'stays',
): Promise<{ readonly runner: TrialRunner; readonly job: TrialJob; readonly prepared: PreparedTrial }> {
  const [runner, job] = [harness.createRunner(), harness.createJob(behaviour)];
  return { runner, job, prepared: await requirePrepared(runner, job) };
}

async function requirePrepared(runner: TrialRunner, job: TrialJob): Promise<PreparedTrial> {
  const prepared = await runner.prepare(job);
  ok(prepared.kind === 'prepared', 'it is refused');
  return prepared;
}

function isGood(exit: TrialExit): boolean {
  return exit.kind === 'exited' && exit.code === 0;
}
