import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { createEngineBench, type EngineBench } from '../__fixtures__/engine-bench.js';
import { trialFolders } from '../runners/process/folders/trial-folders.js';
import { launchPath } from '../runners/process/launch-record.js';
import type { TrialProcess } from '../runners/process/process-launch.js';
import { processRunnerTerms } from '../runners/process/process-runner-terms.js';
import { findMarkedProcesses } from '../runners/process/processes/marked-processes.js';
import { startTrialProcess } from '../runners/process/trial-process.js';
import { trialStateToJson } from '../trial/trial-state.js';
import { sweepStateToJson } from './sweep-state.js';

interface OrphanTrial {
  /** Whether its handle was stored before it was prepared. */
  readonly isReserved?: boolean;
  /** Whether a version stored it that knew one runner only. */
  readonly isOfOldForm?: boolean;
  readonly status: string;
  /** What its process, which the killed service had started, runs. */
  readonly script?: string;
  readonly serviceAddress?: string;
  readonly cancellationReason?: string;
}

/** Stores a sweep as a process that was killed leaves it: a parent that runs, and the given trials. */
async function storeOrphan(bench: EngineBench, trials: readonly OrphanTrial[], deadline = Date.now() + 60_000) {
  const config = bench.config({ trial: { command: 'node log.mjs accuracy=${{search_space.x}}' } });
  bench.store.createRun({
    scope: garden,
    runId: 'HD_x',
    runType: 'hyperdrive',
    status: 'Running',
    tags: new Map(trials.map((_, n) => [`_aml_system_HD_x_${n}`, `{"x":${n + 1}}`])),
  });
  const rawConfig = new Map<string, JsonValue>(config.toWire());
  bench.store.setEngineState(bench.key('HD_x'), sweepStateToJson({ seed: 1, deadline, config: rawConfig }));
  return Promise.all(trials.map((trial, n) => storeTrial(bench, `HD_x_${n}`, trial)));
}

function stateOf({ isOfOldForm, isReserved }: OrphanTrial, launchId: string, serviceAddress: string): JsonObject {
  if (isOfOldForm !== true) {
    return trialStateToJson({
      runner: processRunnerTerms.name,
      handle: new Map([['launchId', launchId]]),
      serviceAddress,
      isReserved,
    });
  }
  return new Map([
    ['kind', 'trial'],
    ['launchId', launchId],
    ['serviceAddress', serviceAddress],
  ]);
}

/** Returns the trial's process once its shell has begun. */
async function storeTrial(bench: EngineBench, runId: string, trial: OrphanTrial): Promise<TrialProcess | undefined> {
  const key = bench.key(runId);
  const { status, cancellationReason } = trial;
  bench.store.createRun({ ...key, scope: garden, parentRunId: 'HD_x', status, cancellationReason });
  const serviceAddress = trial.serviceAddress ?? bench.address;
  bench.store.setEngineState(key, stateOf(trial, `launch-of-${runId}`, serviceAddress));
  const { launch, log, work } = trialFolders(bench.files, key);
  for (const folder of [launch, dirname(log), work]) mkdirSync(folder, { recursive: true });
  if (trial.script === undefined) return undefined;
  const record = { folder: launch, id: `launch-of-${runId}` };
  const process = startTrialProcess({
    script: trial.script,
    workFolder: bench.code,
    environment: new Map(Object.entries(bench.trialEnvironment(runId))),
    logPath: log,
    record,
  });
  while (!existsSync(`${launchPath(record)}.pid`)) await delay(5);
  return process;
}

async function recover(bench: EngineBench) {
  bench.engine.recoverAtStart();
  await bench.engine.whenIdle();
  return {
    parent: bench.store.getRun(bench.key('HD_x')),
    children: bench.children('HD_x').map(({ status, error }) => [status, error?.code]),
  };
}

const completed = ['Completed', undefined];

describe('a sweep whose service was killed', () => {
  it('ends with a trial that ended meanwhile what its script left open below it', async () => {
    const bench = await createEngineBench();
    const [trial] = await storeOrphan(bench, [{ status: 'Running', script: 'exit 3' }]);
    bench.store.createRun({ scope: garden, runId: 'inner', parentRunId: 'HD_x_0', status: 'Running' });
    await trial?.ended;
    const { children } = await recover(bench);
    expect(children).toEqual([['Failed', 'UserError'], completed]);
    expect(bench.store.getRun(bench.key('inner'))?.status).toBe('Failed');
  });

  it('starts a trial that it had reserved and not prepared, and takes one that it had started in that state for what it was', async () => {
    const bench = await createEngineBench();
    const trials = await storeOrphan(bench, [
      { status: 'Preparing', isReserved: true, script: 'exit 3' },
      { status: 'Preparing', isReserved: true },
    ]);
    rmSync(bench.files.launchFolderOf(bench.key('HD_x_1')), { recursive: true });
    await trials[0]?.ended;
    const { children } = await recover(bench);
    expect(children).toEqual([['Failed', 'UserError'], completed, completed].slice(0, children.length));
    expect(readFileSync(join(bench.files.folderOf(bench.key('HD_x_1')), 'user_logs/std_log.txt'), 'utf8')).toBe('');
  });

  it.each([
    ['this version', false],
    ['a version that knew one runner only', true],
  ])(
    'adopts a trial of %s that still runs: what it logs counts, and its exit code is the verdict',
    async (_, isOfOldForm) => {
      const bench = await createEngineBench();
      const script = `while ! test -e ${bench.folder}/go; do sleep 0.02; done; node log.mjs accuracy=9; echo bye`;
      await storeOrphan(bench, [{ status: 'Running', script, isOfOldForm }]);
      bench.engine.recoverAtStart();
      await bench.whenStatus('HD_x_1', 'Completed');
      expect(bench.store.getRun(bench.key('HD_x_0'))?.status).toBe('Running');
      writeFileSync(join(bench.folder, 'go'), '');
      await bench.engine.whenIdle();
      const parent = bench.store.getRun(bench.key('HD_x'));
      expect([parent?.status, parent?.properties.get('score')]).toEqual(['Completed', '9']);
      expect(bench.children('HD_x').map((child) => child.status)).toEqual(['Completed', 'Completed']);
      expect(bench.readKept('HD_x_0', 'user_logs/std_log.txt')).toContain('bye\n');
      expect(existsSync(bench.files.launchFolderOf(bench.key('HD_x_0')))).toBe(false);
    },
  );

  it.each([
    [0, completed],
    [3, ['Failed', 'UserError']],
  ])('gives a trial that ended meanwhile with %i its verdict, and the time of its end', async (code, verdict) => {
    const bench = await createEngineBench();
    const [trial] = await storeOrphan(bench, [{ status: 'Running', script: `exit ${code}` }]);
    await trial?.ended;
    const endedBefore = Date.now();
    await delay(5);
    const { children } = await recover(bench);
    expect(children).toEqual([verdict, completed]);
    expect(bench.store.getRun(bench.key('HD_x_0'))?.endTime?.getTime()).toBeLessThanOrEqual(endedBefore);
  });

  it('starts a trial whose process was never started', async () => {
    const bench = await createEngineBench();
    await storeOrphan(bench, [{ status: 'Running' }]);
    const { parent, children } = await recover(bench);
    expect(children).toEqual([completed, completed]);
    expect(parent?.properties.get('best_child_run_id')).toBe('HD_x_1');
  });

  it('starts a trial that was only prepared, with the point that it was given', async () => {
    const bench = await createEngineBench();
    await storeOrphan(bench, [{ status: 'Preparing' }, { status: 'NotStarted' }]);
    const { parent, children } = await recover(bench);
    expect(children).toEqual([completed, completed]);
    expect(parent?.properties.get('score')).toBe('2');
  });

  it('says of a trial whose end nobody saw that it is lost, and runs it no second time', async () => {
    const bench = await createEngineBench();
    const [trial] = await storeOrphan(bench, [{ status: 'Running', script: 'kill -9 $PPID' }]);
    await trial?.ended;
    const { children } = await recover(bench);
    expect(children).toEqual([['Failed', 'TrialLost'], completed]);
  });

  it('ends a trial that cannot reach the new service, and says so', async () => {
    const bench = await createEngineBench();
    const [trial] = await storeOrphan(bench, [
      { status: 'Running', script: 'sleep 600', serviceAddress: 'http://127.0.0.1:9' },
    ]);
    const { children } = await recover(bench);
    expect(children).toEqual([['Failed', 'ServiceStopped'], completed]);
    expect(await trial?.ended).toMatchObject({ kind: 'signaled' });
    expect(bench.store.getRun(bench.key('HD_x_0'))?.error?.message).toContain('another address');
  });

  it('carries out what was asked for before: a cancellation, with its reason', async () => {
    const bench = await createEngineBench();
    const cancellationReason = 'The trial reached its maximum duration of 5 s.';
    await storeOrphan(bench, [
      { status: 'CancelRequested', script: 'sleep 600', cancellationReason },
      { status: 'CancelRequested' },
    ]);
    const { children } = await recover(bench);
    expect(children).toEqual([
      ['Canceled', undefined],
      ['Canceled', undefined],
    ]);
    expect(bench.store.getRun(bench.key('HD_x_0'))?.cancellationReason).toBe(cancellationReason);
    expect(findMarkedProcesses(trialFolders(bench.files, bench.key('HD_x_0')).log)).toEqual([]);
  });

  it('cancels a trial alone that it is asked to while it looks which of them run', async () => {
    const bench = await createEngineBench();
    await storeOrphan(bench, [{ status: 'Running', script: 'sleep 600' }, { status: 'NotStarted' }]);
    bench.engine.recoverAtStart();
    expect(['HD_x_0', 'HD_x_1'].map((runId) => bench.engine.cancelRun(bench.key(runId)))).toEqual([
      'requested',
      'requested',
    ]);
    await bench.engine.whenIdle();
    expect(bench.children('HD_x').map(({ status }) => status)).toEqual(['Canceled', 'Canceled']);
    expect(findMarkedProcesses(trialFolders(bench.files, bench.key('HD_x_0')).log)).toEqual([]);
  });

  it('ends its survivors where it is canceled, or its time ran out', async () => {
    const bench = await createEngineBench();
    await storeOrphan(bench, [{ status: 'Running', script: 'sleep 600' }], Date.now() - 1);
    const { parent, children } = await recover(bench);
    expect([parent?.status, ...children]).toEqual(['Completed', ['Canceled', undefined]]);
    expect(bench.store.getRun(bench.key('HD_x_0'))?.cancellationReason).toContain('maximum duration');
  });

  it('remembers the best of trials that ended before', async () => {
    const bench = await createEngineBench();
    await storeOrphan(bench, [{ status: 'Completed' }]);
    bench.store.appendMetricRows(bench.key('HD_x_0'), [
      {
        metricId: 'm',
        name: 'accuracy',
        metricType: 'azureml.v1.scalar',
        columns: new Map([['accuracy', 'double']]),
        data: new Map([['accuracy', 99]]),
        time: new Date(),
      },
    ]);
    const { parent } = await recover(bench);
    expect(parent?.properties.get('best_child_run_id')).toBe('HD_x_0');
    // What the killed service had not tidied up is gone.
    expect(existsSync(bench.files.workFolderOf(bench.key('HD_x_0')))).toBe(false);
  });

  it('leaves a process alone that only has the number of its trial', async () => {
    const bench = await createEngineBench();
    await storeOrphan(bench, [{ status: 'Running' }]);
    const { launch } = trialFolders(bench.files, bench.key('HD_x_0'));
    writeFileSync(`${launchPath({ folder: launch, id: 'launch-of-HD_x_0' })}.pid`, `${process.pid}\n`);
    const { children } = await recover(bench);
    expect(children).toEqual([['Failed', 'TrialLost'], completed]);
    expect(readFileSync(`/proc/${process.pid}/stat`, 'utf8')).toContain(String(process.pid));
  });

  it('leaves sweeps alone that it never ran', async () => {
    const bench = await createEngineBench();
    bench.store.createRun({ scope: garden, runId: 'HD_x', runType: 'hyperdrive', status: 'Running' });
    expect((await recover(bench)).parent?.status).toBe('Running');
  });
});
