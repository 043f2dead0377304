import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StorageError } from '../../storage/database/storage-error.js';
import { grid } from '../__fixtures__/bench-config.js';
import { createEngineBench, type EngineBench } from '../__fixtures__/engine-bench.js';
import { untilUpdated } from '../__fixtures__/until-updated.js';
import { trialFolders } from '../runners/process/folders/trial-folders.js';
import { findMarkedProcesses } from '../runners/process/processes/marked-processes.js';

/** A bench whose engine waits for its store, and what its engine was heard to fail for. */
async function createWaitingBench() {
  const failures: unknown[] = [];
  let heard = (): void => {};
  const failed = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const bench = await createEngineBench(
    {
      storeWaitMs: 20,
      onError: (error) => {
        failures.push(error);
        heard();
      },
    },
    { waitMs: 5 },
  );
  return { bench, failures, failed };
}

/** Another process's hold on the database. */
function lock(bench: EngineBench): () => void {
  const driver = new Database(join(bench.folder, 'runs.db'));
  onTestFinished(() => void driver.close());
  driver.exec('BEGIN IMMEDIATE');
  return () => driver.exec('ROLLBACK');
}

const waiting = (bench: EngineBench, file: string): string =>
  `while ! test -e ${bench.folder}/${file}; do sleep 0.02; done`;

describe('a sweep whose store cannot be written for a while', () => {
  it('goes on afterwards with the same processes, to the same end', async () => {
    const { bench, failures, failed } = await createWaitingBench();
    const { runId } = bench.submit({
      hyperparameterSampling: grid(0, 1, 2),
      trial: { command: `echo once >> ${bench.folder}/started-\${{search_space.x}}; ${waiting(bench, 'go')}` },
    });
    await bench.whenStatus(`${runId}_1`, 'Running');
    const unlock = lock(bench);
    writeFileSync(join(bench.folder, 'go'), '');
    await failed;
    unlock();
    await bench.engine.whenIdle();
    expect(failures.every((error) => StorageError.isInstance(error) && error.failure === 'locked')).toBe(true);
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Completed', 'Completed', 'Completed']);
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Completed');
    const counts = [0, 1, 2].map((x) => readFileSync(join(bench.folder, `started-${x}`), 'utf8'));
    expect(counts).toEqual(['once\n', 'once\n', 'once\n']);
  });

  it('starts its trials afterwards where it was resumed just before', async () => {
    const { bench, failed } = await createWaitingBench();
    const { runId } = bench.submit();
    bench.engine.pauseSweep(bench.key(runId));
    await untilUpdated(bench.store, runId, 'Paused');
    let unlock = (): void => {};
    void untilUpdated(bench.store, runId, 'Running', () => {
      unlock = lock(bench);
    });
    expect(bench.engine.resumeSweep(bench.key(runId))).toBe('done');
    await failed;
    expect(bench.children(runId)).toEqual([]);
    unlock();
    await bench.engine.whenIdle();
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Completed', 'Completed']);
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Completed');
  });

  it('ends its trials where the service stops meanwhile', async () => {
    const { bench, failed } = await createWaitingBench();
    const { runId } = bench.submit({
      hyperparameterSampling: grid(0, 600),
      trial: { command: `${waiting(bench, 'go')}; sleep \${{search_space.x}}` },
    });
    await bench.whenStatus(`${runId}_1`, 'Running');
    const unlock = lock(bench);
    writeFileSync(join(bench.folder, 'go'), '');
    await failed;
    const closed = bench.engine.close();
    unlock();
    await closed;
    for (const id of [`${runId}_0`, `${runId}_1`]) {
      expect(findMarkedProcesses(trialFolders(bench.files, bench.key(id)).log)).toEqual([]);
    }
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Running');
  });
});
