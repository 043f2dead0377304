import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { createEngineBench, type EngineBench, grid } from '../__fixtures__/engine-bench.js';
import { sweepStateFromJson } from '../sweep/sweep-state.js';

/** A sweep of three trials, one at a time, each of which waits until it is let go. */
function submitWaiting(bench: EngineBench, values = [1, 2, 3]): { readonly runId: string; readonly letGo: () => void } {
  const gate = join(bench.folder, 'gate');
  bench.writeCode(
    'wait.mjs',
    `import { existsSync } from 'node:fs'; while (!existsSync('${gate}')) await new Promise((r) => setTimeout(r, 5));`,
  );
  const command = 'node wait.mjs && node log.mjs accuracy=${{search_space.x}}';
  const { runId } = bench.submit({ hyperparameterSampling: grid(...values), maxConcurrentRuns: 1, trial: { command } });
  return { runId, letGo: () => writeFileSync(gate, '') };
}

const statuses = (bench: EngineBench, runId: string): readonly string[] =>
  bench.children(runId).map((child) => child.status);

describe('a sweep that is paused', () => {
  it('lets the trial that runs end, starts no other, and goes on when it is resumed', async () => {
    const bench = await createEngineBench();
    const { runId, letGo } = submitWaiting(bench);
    const key = bench.key(runId);
    await bench.whenStatus(`${runId}_0`, 'Running');
    expect(bench.engine.pauseSweep(key)).toBe('done');
    expect(bench.store.getRun(key)).toMatchObject({
      status: 'Pausing',
      queueMessage: expect.stringContaining('paused'),
    });
    letGo();
    await bench.whenStatus(runId, 'Paused');
    expect(statuses(bench, runId)).toEqual(['Completed']);
    expect(bench.engine.pauseSweep(key)).toBe('done');

    expect(bench.engine.resumeSweep(key)).toBe('done');
    expect(bench.engine.resumeSweep(key)).toBe('done');
    await bench.engine.whenIdle();
    expect(statuses(bench, runId)).toEqual(['Completed', 'Completed', 'Completed']);
    expect(bench.store.getRun(key)?.properties.get('score')).toBe('3');
    expect(bench.store.getRun(key)?.queueMessage).toBeUndefined();
    expect(bench.readKept(runId, 'azureml-logs/hyperdrive.txt')).toMatch(/Paused: .*\n[\s\S]*Resumed\n/);
    expect(bench.engine.pauseSweep(key)).toBe('already-finished');
  });

  it('before its first trial starts none', async () => {
    const bench = await createEngineBench();
    const { runId } = bench.submit();
    bench.engine.pauseSweep(bench.key(runId));
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Paused');
    // The code is copied meanwhile; what comes after it must not start anything.
    while (!existsSync(bench.files.workFolderOf(bench.key(runId)))) await delay(5);
    await delay(50);
    expect([bench.store.getRun(bench.key(runId))?.status, statuses(bench, runId)]).toEqual(['Paused', []]);
    bench.engine.resumeSweep(bench.key(runId));
    await bench.engine.whenIdle();
    expect(statuses(bench, runId)).toEqual(['Completed', 'Completed']);
  });

  it('ends by itself where no trial is left to be started', async () => {
    const bench = await createEngineBench();
    const { runId, letGo } = submitWaiting(bench, [1]);
    await bench.whenStatus(`${runId}_0`, 'Running');
    bench.engine.pauseSweep(bench.key(runId));
    letGo();
    await bench.engine.whenIdle();
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Completed');
  });

  it('can be canceled', async () => {
    const bench = await createEngineBench();
    const { runId, letGo } = submitWaiting(bench);
    await bench.whenStatus(`${runId}_0`, 'Running');
    bench.engine.pauseSweep(bench.key(runId));
    letGo();
    await bench.whenStatus(runId, 'Paused');
    bench.engine.cancelSweep(bench.key(runId));
    expect(bench.engine.resumeSweep(bench.key(runId))).toBe('being-ended');
    await bench.engine.whenIdle();
    expect([bench.store.getRun(bench.key(runId))?.status, statuses(bench, runId)]).toEqual(['Canceled', ['Completed']]);
  });

  it('stays so over a restart, until it is resumed', async () => {
    const bench = await createEngineBench();
    const { runId, letGo } = submitWaiting(bench);
    await bench.whenStatus(`${runId}_0`, 'Running');
    bench.engine.pauseSweep(bench.key(runId));
    letGo();
    await bench.whenStatus(runId, 'Paused');
    await bench.engine.close();

    const next = bench.restart();
    next.recoverAtStart();
    await delay(50);
    expect([bench.store.getRun(bench.key(runId))?.status, statuses(bench, runId)]).toEqual(['Paused', ['Completed']]);
    next.resumeSweep(bench.key(runId));
    await next.whenIdle();
    expect(statuses(bench, runId)).toEqual(['Completed', 'Completed', 'Completed']);
  });

  it('can be paused and resumed while no service runs', async () => {
    const bench = await createEngineBench();
    const { runId, letGo } = submitWaiting(bench);
    const key = bench.key(runId);
    await bench.whenStatus(`${runId}_0`, 'Running');
    await bench.engine.close();
    const idle = bench.restart();
    expect(idle.pauseSweep(key)).toBe('done');
    expect(bench.store.getRun(key)?.status).toBe('Paused');
    expect(idle.resumeSweep(key)).toBe('done');
    expect(bench.store.getRun(key)?.status).toBe('Running');
    letGo();
    idle.recoverAtStart();
    await idle.whenIdle();
    expect(bench.store.getRun(key)?.status).toBe('Completed');
  });

  it('does not run out of time meanwhile', async () => {
    const bench = await createEngineBench();
    const maxDurationSeconds = 0.5;
    const { runId } = bench.submit({ maxDurationSeconds });
    const key = bench.key(runId);
    const deadline = (): number => sweepStateFromJson(bench.store.getEngineState(key))?.deadline ?? 0;
    const before = deadline();
    bench.engine.pauseSweep(key);
    while (Date.now() <= before) await delay(20);
    expect(bench.store.getRun(key)?.status).toBe('Paused');
    bench.engine.resumeSweep(key);
    expect(deadline()).toBeGreaterThan(before);
    await bench.engine.whenIdle();
    expect(bench.store.getRun(key)?.status).toBe('Completed');
  });
});

describe('what cannot be paused', () => {
  it('is refused with what it is', async () => {
    const bench = await createEngineBench();
    const { runId } = await bench.runToEnd();
    expect(bench.engine.pauseSweep(bench.key('nobody'))).toBe('not-found');
    expect(bench.engine.pauseSweep(bench.key(`${runId}_0`))).toBe('a-trial');
    bench.store.createRun({ scope: garden, runId: 'imported', runType: 'hyperdrive', status: 'Running' });
    expect(bench.engine.pauseSweep(bench.key('imported'))).toBe('not-a-sweep');
    expect(bench.engine.resumeSweep(bench.key(runId))).toBe('already-finished');
  });
});
