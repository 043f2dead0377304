import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { grid } from '../__fixtures__/bench-config.js';
import { createEngineBench } from '../__fixtures__/engine-bench.js';

describe('canceling', () => {
  const long = { hyperparameterSampling: grid(1, 2, 3), trial: { command: 'sleep 600' } };

  it('a sweep ends its trials and makes no further ones', async () => {
    const bench = await createEngineBench();
    const { runId } = bench.submit(long);
    await bench.whenStatus(`${runId}_1`, 'Running');
    expect(bench.engine.cancelSweep(bench.key(runId))).toBe('requested');
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('CancelRequested');
    await bench.engine.whenIdle();
    const parent = bench.store.getRun(bench.key(runId));
    expect([parent?.status, parent?.tags.get('_aml_system_cancellation_requested')]).toEqual(['Canceled', 'true']);
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Canceled', 'Canceled']);
    expect(bench.engine.cancelSweep(bench.key(runId))).toBe('already-finished');
  });

  it('a sweep before its first trial runs ends it too', async () => {
    const bench = await createEngineBench();
    const { runId } = bench.submit(long);
    expect(bench.engine.cancelSweep(bench.key(runId))).toBe('requested');
    await bench.engine.whenIdle();
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Canceled');
    expect(bench.children(runId).filter((child) => child.status !== 'Canceled')).toEqual([]);
  });

  it('one trial leaves the others running', async () => {
    const bench = await createEngineBench();
    const { runId } = bench.submit({
      hyperparameterSampling: grid(600, 0),
      trial: { command: 'sleep ${{search_space.x}}' },
    });
    await bench.whenStatus(`${runId}_0`, 'Running');
    expect(bench.engine.cancelRun(bench.key(`${runId}_0`))).toBe('requested');
    await bench.engine.whenIdle();
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Canceled', 'Completed']);
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Completed');
    expect(bench.engine.cancelRun(bench.key(`${runId}_0`))).toBe('already-finished');
  });

  it('a script that then exits with 0 does not make the trial Completed', async () => {
    const bench = await createEngineBench();
    const command = `trap 'exit 0' TERM; sleep 600 & wait`;
    const { runId } = bench.submit({ hyperparameterSampling: grid(1), trial: { command } });
    await bench.whenStatus(`${runId}_0`, 'Running');
    bench.engine.cancelRun(bench.key(runId));
    await bench.engine.whenIdle();
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Canceled']);
  });

  it('a sweep leaves a trial alone that has just ended', async () => {
    const bench = await createEngineBench();
    bench.store.subscribe((change) => {
      if (change.kind !== 'run-updated' || change.run.status !== 'Completed') return;
      if (change.run.parentRunId !== undefined) bench.engine.cancelSweep(bench.key(change.run.parentRunId));
    });
    const { parent, children } = await bench.runToEnd({ maxConcurrentRuns: 1 });
    expect([parent.status, ...children.map((child) => child.status)]).toEqual(['Canceled', 'Completed']);
  });

  it('distinguishes what does not exist from what is not run here', async () => {
    const bench = await createEngineBench();
    bench.store.createRun({ scope: garden, runId: 'imported', runType: 'hyperdrive', status: 'Running' });
    expect(bench.engine.cancelSweep(bench.key('nobody'))).toBe('not-found');
    expect(bench.engine.cancelSweep(bench.key('imported'))).toBe('not-here');
    expect(bench.engine.ownsStatus(bench.key('imported'))).toBe(false);
  });

  it('by time ends the trials that run, and the sweep is Completed with the reason', async () => {
    const bench = await createEngineBench();
    const maxDurationSeconds = 1;
    const { parent, children } = await bench.runToEnd({ ...long, maxDurationSeconds });
    expect(parent.status).toBe('Completed');
    expect(parent.properties.get('cancellation_reason')).toContain('maximum duration');
    expect(children.map((child) => child.status)).toEqual(['Canceled', 'Canceled']);
  });
});

describe('a service that stops', () => {
  it('ends its trials as Failed, and the next one carries the sweep on to its total', async () => {
    const bench = await createEngineBench();
    bench.writeCode('once.sh', `test -e ${bench.folder}/again || { touch ${bench.folder}/started; exec sleep 600; }`);
    const { runId } = bench.submit({
      hyperparameterSampling: grid(1, 2, 3),
      maxConcurrentRuns: 1,
      trial: { command: 'sh once.sh && node log.mjs accuracy=${{search_space.x}}' },
    });
    await bench.whenStatus(`${runId}_0`, 'Running');
    await bench.engine.close();
    expect(bench.children(runId).map((child) => [child.status, child.error?.code])).toEqual([
      ['Failed', 'ServiceStopped'],
    ]);
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Running');
    expect(() => bench.submit()).toThrow(expect.objectContaining({ code: 'refused' }));

    const next = bench.restart();
    expect(next.ownsStatus(bench.key(`${runId}_0`))).toBe(true);
    writeFileSync(join(bench.folder, 'again'), '');
    next.recoverAtStart();
    await next.whenIdle();
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Failed', 'Completed', 'Completed']);
    const parent = bench.store.getRun(bench.key(runId));
    expect([parent?.status, parent?.properties.get('best_child_run_id')]).toEqual(['Completed', `${runId}_2`]);
  });

  it('carries out a cancellation that it was asked for before', async () => {
    const bench = await createEngineBench();
    const { runId } = bench.submit({ trial: { command: 'sleep 600' } });
    await bench.whenStatus(`${runId}_1`, 'Running');
    bench.engine.cancelSweep(bench.key(runId));
    await bench.engine.close();
    const next = bench.restart();
    next.recoverAtStart();
    await next.whenIdle();
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Canceled');
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Canceled', 'Canceled']);
  });
});

describe('code that cannot be copied', () => {
  it('makes the sweep Failed with that reason, before any trial', async () => {
    const bench = await createEngineBench();
    const taken = bench.submit();
    rmSync(bench.code, { recursive: true });
    await bench.engine.whenIdle();
    const parent = bench.store.getRun(bench.key(taken.runId));
    expect([parent?.status, bench.children(taken.runId)]).toEqual(['Failed', []]);
    expect(parent?.error?.message).toContain('cannot be copied');
  });
});
