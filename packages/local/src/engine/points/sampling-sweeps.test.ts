import { BayesianParameterSampling, choice, RandomParameterSampling, uniform } from '@hyperdrive-run/core/config';
import { writeJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import type { BenchConfig } from '../__fixtures__/bench-config.js';
import { createEngineBench, type EngineBench } from '../__fixtures__/engine-bench.js';
import { createFakeRunner, logAs } from '../__fixtures__/fake-runner.js';
import type { TrialExit } from '../runners/trial-runner.js';

/** Trials without a process, for there are many: each logs its x as its accuracy. */
const runner = createFakeRunner((job) => ({
  ended: logAs(job, `accuracy=${writeJson(job.point.get('x') ?? null)}`).then(
    (): TrialExit => ({ kind: 'exited', code: 0 }),
  ),
}));

interface RunSweep {
  /** The trials' hyperparameters as JSON, in the order in which they were made. */
  readonly points: readonly string[];
  /** The value of x of each. */
  readonly x: readonly number[];
  readonly generatorConfig: string | undefined;
}

/** Runs eight trials whose accuracy is x. */
async function runSweep(bench: EngineBench, config: BenchConfig): Promise<RunSweep> {
  const { children, parent } = await bench.runToEnd({
    maxTotalRuns: 8,
    maxConcurrentRuns: 1,
    ...config,
    trial: { command: 'accuracy=${{search_space.x}}' },
  });
  expect(parent.status).toBe('Completed');
  const points = children.map((child) => child.tags.get('hyperparameters') ?? '');
  const x = points.map((point) => Number(/"x":([^,}]+)/.exec(point)?.[1]));
  return { points, x, generatorConfig: parent.tags.get('_aml_system_generator_config') };
}

describe('a sweep', () => {
  it('with Bayesian sampling repeats its choices from the seed, and learns from what its trials reach', async () => {
    const bench = await createEngineBench({ runner });
    const space = { x: uniform(0, 1), colour: choice('red', 'green') };
    const hyperparameterSampling = new BayesianParameterSampling(space, { seed: 3 });
    const first = await runSweep(bench, { hyperparameterSampling });
    // Five trials have shown that x is the metric: the highest x are tried.
    expect(Math.max(...first.x.slice(5))).toBeGreaterThan(0.9);
    const again = await runSweep(bench, { hyperparameterSampling, maxTotalRuns: 6 });
    expect(again.points).toEqual(first.points.slice(0, 6));
  });

  it('with the Sobol rule spreads its trials evenly, and keeps on its run what it was asked for', async () => {
    const bench = await createEngineBench({ runner });
    const properties = { rule: 'sobol', seed: 5, logbase: 10 } as const;
    const hyperparameterSampling = new RandomParameterSampling({ x: uniform(0, 8) }, properties);
    const { x, generatorConfig } = await runSweep(bench, { hyperparameterSampling, maxConcurrentRuns: 4 });
    expect(x.map(Math.floor).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(generatorConfig).toBe(writeJson(hyperparameterSampling.toWire()));
  });
});
