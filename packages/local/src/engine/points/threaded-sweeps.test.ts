import { BayesianParameterSampling, choice, uniform } from '@hyperdrive-run/core/config';
import { writeJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import type { BenchConfig } from '../__fixtures__/bench-config.js';
import { buildThreadEntry } from '../__fixtures__/build-thread-entry.js';
import { createEngineBench, type EngineBench } from '../__fixtures__/engine-bench.js';
import { createFakeRunner, logAs } from '../__fixtures__/fake-runner.js';
import type { TrialExit } from '../runners/trial-runner.js';

/** Trials without a process: each logs its x as its accuracy. */
const runner = createFakeRunner((job) => ({
  ended: logAs(job, `accuracy=${writeJson(job.point.get('x') ?? null)}`).then(
    (): TrialExit => ({ kind: 'exited', code: 0 }),
  ),
}));
const hyperparameterSampling = new BayesianParameterSampling(
  { x: uniform(0, 1), colour: choice('red', 'green') },
  { seed: 3 },
);
const config: BenchConfig = { hyperparameterSampling, maxTotalRuns: 12, maxConcurrentRuns: 1 };

const pointsOf = (bench: EngineBench, runId: string): string[] =>
  bench.children(runId).map(({ tags }) => tags.get('hyperparameters') ?? '');

/** A script for the thread that never responds. */
const silent = new URL(
  'data:text/javascript,import { parentPort } from "node:worker_threads"; parentPort.on("message", () => {});',
);

describe('a sweep whose points are chosen in a thread', () => {
  it('tries the points that it would try without one', async () => {
    const there = await createEngineBench({ runner, samplerThreadEntry: await buildThreadEntry() });
    const here = await createEngineBench({ runner });
    const [inThread, inProcess] = await Promise.all([there.runToEnd(config), here.runToEnd(config)]);
    expect(inThread.parent.status).toBe('Completed');
    expect(pointsOf(there, inThread.runId)).toEqual(pointsOf(here, inProcess.runId));
    expect(inThread.children).toHaveLength(12);
    expect(there.readKept(inThread.runId, 'azureml-logs/hyperdrive.txt')).toContain('All jobs generated: 12');
  });

  it('runs as many trials at once as it may, and each of finitely many points once', async () => {
    const bench = await createEngineBench({ runner, samplerThreadEntry: await buildThreadEntry() });
    const sampling = new BayesianParameterSampling({ x: choice(1, 2, 3, 4, 5, 6), c: choice('a', 'b') }, { seed: 1 });
    const { runId, parent } = await bench.runToEnd({
      hyperparameterSampling: sampling,
      maxTotalRuns: 40,
      maxConcurrentRuns: 3,
    });
    expect(parent.status).toBe('Completed');
    expect(new Set(pointsOf(bench, runId)).size).toBe(12);
    expect(bench.children(runId)).toHaveLength(12);
  });

  it('is canceled at once while a point is being chosen', async () => {
    const bench = await createEngineBench({ runner, samplerThreadEntry: silent });
    const { runId } = bench.submit(config);
    await bench.whenStatus(`${runId}_4`, 'Completed');
    bench.engine.cancelSweep(bench.key(runId));
    await bench.engine.whenIdle();
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Canceled');
    expect(bench.children(runId)).toHaveLength(5);
  });

  it('goes on at the next start with the point that was being chosen when the service ended', async () => {
    const bench = await createEngineBench({ runner, samplerThreadEntry: silent });
    const { runId } = bench.submit(config);
    await bench.whenStatus(`${runId}_4`, 'Completed');
    await bench.engine.close();
    const other = await createEngineBench({ runner });
    const { children } = await other.runToEnd(config);
    expect(pointsOf(bench, runId)).toEqual(children.slice(0, 5).map(({ tags }) => tags.get('hyperparameters')));
    const next = bench.restart({ samplerThreadEntry: await buildThreadEntry() });
    next.recoverAtStart();
    await next.whenIdle();
    expect(pointsOf(bench, runId)).toEqual(children.map(({ tags }) => tags.get('hyperparameters')));
  });

  it('stays unfinished where the thread crashes again and again, and says why', async () => {
    const errors: unknown[] = [];
    const crashing = new URL('data:text/javascript,throw new Error("out of luck")');
    const bench = await createEngineBench({
      runner,
      samplerThreadEntry: crashing,
      onError: (error) => void errors.push(error),
    });
    const { runId } = bench.submit(config);
    await bench.engine.whenIdle();
    expect(errors).toEqual([
      expect.objectContaining({ code: 'service-failure', cause: expect.objectContaining({ message: 'out of luck' }) }),
    ]);
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Running');
  });
});
