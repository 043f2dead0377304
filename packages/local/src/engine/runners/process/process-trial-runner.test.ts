import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { createRunFiles } from '../../../storage/files/disk-run-files.js';
import type { PreparedTrial, SubmittedTrial, TrialExit, TrialJob, TrialRunner } from '../trial-runner.js';
import { type RunnerHarness, trialRunnerContract } from '../trial-runner-contract.js';
import { trialFolders } from './folders/trial-folders.js';
import { createProcessTrialRunner } from './process-trial-runner.js';
import { endTrialProcesses } from './processes/end-trial-processes.js';
import { findMarkedProcesses } from './processes/marked-processes.js';

/** Changes something in a runner, to see that the contract notices. @param untilMarked resolves once a command has run */
type Spoil = (runner: TrialRunner, untilMarked: () => Promise<void>) => TrialRunner;

async function createHarness(spoil: Spoil = (runner) => runner): Promise<RunnerHarness> {
  const folder = await temporaryFolder();
  const files = createRunFiles(folder);
  const marks = join(folder, 'marks');
  const snapshot = { folder: join(folder, 'code'), codePath: '' };
  mkdirSync(snapshot.folder);
  const logs: string[] = [];
  // A runner that does one thing wrong may leave its jobs running.
  onTestFinished(async () => {
    for (const mark of logs) await endTrialProcesses({ mark }, 0);
  });

  function createJob(command: string): TrialJob {
    const key = { scope: garden, runId: `trial_${logs.length}` };
    logs.push(trialFolders(files, key).log);
    return {
      ...key,
      point: new Map(),
      definition: { command },
      snapshot,
      token: { token: 'secret', expiryTime: new Date(0) },
      serviceAddress: 'http://127.0.0.1:9',
      experimentId: 'experiment',
      workspaceId: 'workspace',
    };
  }
  const commands = { 'exits-0': 'true', 'exits-3': 'exit 3', stays: 'sleep 600' };
  const countMarks = (): number => (existsSync(marks) ? readFileSync(marks, 'utf8').length : 0);
  const untilMarked = async (): Promise<void> => {
    while (countMarks() === 0) await delay(5);
  };
  return {
    createRunner: () => spoil(createProcessTrialRunner({ files, graceMs: 2000 }), untilMarked),
    createJob: (behaviour) => createJob(`printf x >> '${marks}'; ${commands[behaviour]}`),
    createImpossibleJob: () => ({ ...createJob('true'), snapshot: { folder: join(folder, 'gone'), codePath: '' } }),
    countMarks,
    untilMarked,
    findLeftovers(job) {
      const { work, launch, log } = trialFolders(files, job);
      return [...findMarkedProcesses(log).map(String), ...[work, launch].filter((path) => existsSync(path))];
    },
  };
}

describe('the runner of processes', () => {
  it.each(trialRunnerContract.map((entry) => [entry.title, entry] as const))('%s', async (_, { run }) => {
    await run(await createHarness());
  });
});

/** Changes what is prepared. */
const spoilPrepared =
  (
    change: (prepared: PreparedTrial, untilMarked: () => Promise<void>) => PreparedTrial | Promise<PreparedTrial>,
  ): Spoil =>
  (runner, untilMarked) => ({
    ...runner,
    async prepare(job) {
      const prepared = await runner.prepare(job);
      return prepared.kind === 'prepared' ? change(prepared, untilMarked) : prepared;
    },
  });

/** Changes what a started job says of itself. */
const spoilStarted = (change: (trial: SubmittedTrial) => Partial<SubmittedTrial>): Spoil =>
  spoilPrepared((prepared) => ({
    ...prepared,
    start() {
      const trial = prepared.start();
      return { ...trial, ...change(trial) };
    },
  }));

const broken: readonly (readonly [string, Spoil])[] = [
  [
    'starts a job while it prepares it',
    spoilPrepared(async (prepared, untilMarked) => {
      const trial = prepared.start();
      // Where it has not begun when the job is looked for, it is taken for not started in time, and never runs.
      await untilMarked();
      return { ...prepared, start: () => trial };
    }),
  ],
  [
    'gives two starts one handle',
    spoilPrepared((prepared) => ({ ...prepared, handle: new Map([['launchId', 'one']]) })),
  ],
  ['forgets its jobs', (runner) => ({ ...runner, find: () => Promise.resolve({ kind: 'not-started' }) })],
  [
    'says of every job that it ended well',
    spoilStarted(({ ended }) => ({ ended: ended.then((): TrialExit => ({ kind: 'exited', code: 0 })) })),
  ],
  [
    'does not know whether a job has started',
    spoilStarted(() => ({ started: Promise.resolve({ kind: 'unknown', reason: 'it did not look' }) })),
  ],
  ['leaves the folders of a job', (runner) => ({ ...runner, cleanUp: () => Promise.resolve() })],
  [
    'takes a job that it cannot run',
    (runner) => ({
      ...runner,
      async prepare(job) {
        const prepared = await runner.prepare(job);
        const started: SubmittedTrial = {
          started: Promise.resolve({ kind: 'started' }),
          ended: Promise.resolve({ kind: 'lost' }),
          end: () => Promise.resolve(),
        };
        return prepared.kind === 'prepared' ? prepared : { kind: 'prepared', handle: new Map(), start: () => started };
      },
    }),
  ],
];

describe('the contract of runners', () => {
  it.each(broken)('notices a runner that %s', async (_, spoil) => {
    const failures: string[] = [];
    for (const { title, run } of trialRunnerContract) {
      await run(await createHarness(spoil)).catch(() => failures.push(title));
    }
    expect(failures).not.toEqual([]);
  });
});
