import {
  BayesianParameterSampling,
  choice,
  GridParameterSampling,
  type HyperparameterSampling,
  quniform,
  RandomParameterSampling,
  type RunKey,
  randint,
} from '@hyperdrive-run/core/config';
import { describe, expect, it } from 'vitest';
import { createEngineBench, type EngineBench } from '../__fixtures__/engine-bench.js';
import { createFakeRunner, logAs } from '../__fixtures__/fake-runner.js';
import type { TrialExit } from '../runners/trial-runner.js';

const space = { a: choice(1, 2), b: choice('x', 'y') };
const samplings: [string, HyperparameterSampling][] = [
  ['random', new RandomParameterSampling(space, { seed: 3 })],
  ['sobol', new RandomParameterSampling(space, { seed: 3, rule: 'sobol' })],
  ['grid', new GridParameterSampling(space)],
  ['bayesian', new BayesianParameterSampling(space, { seed: 3 })],
];

/** Trials without a process: each logs a value at once, and fails where `fails` says so. */
async function finiteBench(fails: (runId: string) => boolean = () => false): Promise<EngineBench> {
  const runner = createFakeRunner((job) => ({
    ended: logAs(job, 'accuracy=1').then((): TrialExit => ({ kind: 'exited', code: fails(job.runId) ? 1 : 0 })),
  }));
  return createEngineBench({ runner });
}

const pointsOf = (bench: EngineBench, runId: string): string[] =>
  bench.children(runId).map(({ tags }) => tags.get('hyperparameters') ?? '');
const allPoints = ['{"a":1,"b":"x"}', '{"a":1,"b":"y"}', '{"a":2,"b":"x"}', '{"a":2,"b":"y"}'];

describe.each(samplings)('a sweep over four points, sampled by %s,', (_, hyperparameterSampling) => {
  it('tries each once and ends, although it might run more', async () => {
    const bench = await finiteBench();
    const { runId, parent } = await bench.runToEnd({ hyperparameterSampling, maxTotalRuns: 10, maxConcurrentRuns: 4 });
    expect(pointsOf(bench, runId).toSorted()).toEqual(allPoints);
    expect(parent.status).toBe('Completed');
    expect(parent.tags.get('_aml_system_all_jobs_generated')).toBe('true');
    expect(parent.properties.get('space_size')).toBe('4');
    const log = bench.readKept(runId, 'azureml-logs/hyperdrive.txt');
    expect(log).toContain('All jobs generated: 4 of at most 10: every point of the search space was tried');
  });

  it('does not count a point anew that is tried again', async () => {
    let failures = 1;
    const bench = await finiteBench(() => failures-- > 0);
    const { runId } = bench.submit({ hyperparameterSampling, maxTotalRuns: 10, maxConcurrentRuns: 1 });
    await bench.whenStatus(`${runId}_0`, 'Failed');
    bench.engine.retry(bench.key(`${runId}_0`));
    await bench.engine.whenIdle();
    const points = pointsOf(bench, runId);
    expect([points.length, [...new Set(points)].toSorted()]).toEqual([5, allPoints]);
  });

  it('goes on with the points that are left after a restart', async () => {
    const bench = await finiteBench();
    const { runId } = bench.submit({ hyperparameterSampling, maxTotalRuns: 10, maxConcurrentRuns: 1 });
    await bench.whenStatus(`${runId}_1`, 'Completed');
    await bench.engine.close();
    const next = bench.restart();
    next.recoverAtStart();
    await next.whenIdle();
    expect([...new Set(pointsOf(bench, runId))].toSorted()).toEqual(allPoints);
    expect(pointsOf(bench, runId)).toHaveLength(4);
  });

  it('tries no point of a sweep that it resumes, and ends at once where none is left', async () => {
    const bench = await finiteBench();
    const resume = async (maxTotalRuns: number, ...resumeFrom: RunKey[]) =>
      bench.runToEnd({ hyperparameterSampling, maxTotalRuns, maxConcurrentRuns: 1, resumeFrom });
    const keyOf = (runId: string): RunKey => ({ runId, runScope: {} });
    const first = await resume(1);
    const second = await resume(10, keyOf(first.runId));
    expect(second.parent.properties.get('hyperdrive.planned_trials')).toBe('3');
    expect([...pointsOf(bench, first.runId), ...pointsOf(bench, second.runId)].toSorted()).toEqual(allPoints);
    const third = await resume(10, keyOf(first.runId), keyOf(second.runId));
    expect([third.parent.status, third.children.length]).toEqual(['Completed', 0]);
    expect(third.parent.properties.get('space_size')).toBe('4');
  });
});

describe('a sweep over finitely many points', () => {
  it('has as many with steps and whole numbers as they leave', async () => {
    const bench = await finiteBench();
    const hyperparameterSampling = new RandomParameterSampling({ x: quniform(0, 1, 0.5), y: randint(2) }, { seed: 1 });
    const { runId } = await bench.runToEnd({ hyperparameterSampling, maxTotalRuns: 50, maxConcurrentRuns: 3 });
    const expected = ['0', '0.5', '1'].flatMap((x) => [`{"x":${x},"y":0}`, `{"x":${x},"y":1}`]);
    expect(pointsOf(bench, runId).toSorted()).toEqual(expected);
  });

  it('runs a point that it was given once more, and then the others once', async () => {
    const bench = await finiteBench();
    const hyperparameterSampling = new RandomParameterSampling(space, { seed: 3 });
    const first = await bench.runToEnd({ hyperparameterSampling, maxTotalRuns: 2 });
    const resumeChildRuns = [{ runId: `${first.runId}_0`, runScope: {} }];
    const { runId } = await bench.runToEnd({ hyperparameterSampling, maxTotalRuns: 10, resumeChildRuns });
    expect(pointsOf(bench, runId).toSorted()).toEqual(allPoints);
  });
});
