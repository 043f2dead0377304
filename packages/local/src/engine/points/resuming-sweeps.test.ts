import { BayesianParameterSampling, type RunKey, uniform } from '@hyperdrive-run/core/config';
import { configFromTags } from '@hyperdrive-run/core/internal-config';
import { isJsonArray, parseJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { grid } from '../__fixtures__/bench-config.js';
import { createEngineBench, type EngineBench } from '../__fixtures__/engine-bench.js';
import { earlierObservations, observationsOf } from './earlier-observations.js';

const logging = { command: 'node log.mjs accuracy=${{search_space.x}}' };
const keyOf = (runId: string): RunKey => ({ runId, runScope: {} });

/** The faults that a submit is refused for. */
function faultsOf(bench: EngineBench, config: Parameters<EngineBench['submit']>[0]): readonly string[] {
  try {
    bench.submit(config);
  } catch (error) {
    if (error instanceof Error && 'violations' in error && Array.isArray(error.violations)) {
      return error.violations.map(({ path, got }) => `${path}: ${got}`);
    }
    throw error;
  }
  return [];
}

describe('a sweep that resumes from an earlier one', () => {
  it('records it as Azure ML does, with its whole scope', async () => {
    const bench = await createEngineBench();
    const { runId: first } = await bench.runToEnd({ trial: logging });
    const { parent } = await bench.runToEnd({ trial: logging, resumeFrom: [keyOf(first)] });
    expect(parent.status).toBe('Completed');
    const recorded = parseJson(parent.properties.get('resume_from') ?? '');
    expect(recorded).toEqual([
      new Map<string, unknown>([
        [
          'run_scope',
          new Map([
            ['host', expect.stringMatching(/^http:\/\/127\.0\.0\.1:/)],
            ['subscription_id', garden.subscriptionId],
            ['resource_group', garden.resourceGroup],
            ['workspace_name', garden.workspaceName],
            ['experiment_name', garden.experimentName],
          ]),
        ],
        ['run_id', first],
      ]),
    ]);
    const read = configFromTags(parent.tags, parent.properties, { runId: parent.runId });
    expect(read.resumeFrom.map(({ runId, runScope }) => [runId, runScope.experimentName])).toEqual([
      [first, garden.experimentName],
    ]);
  });

  it('is refused where the earlier run is missing, unfinished, no sweep, or had another goal', async () => {
    const bench = await createEngineBench();
    const { runId: first } = await bench.runToEnd({ trial: logging });
    const { runId: unfinished } = bench.submit({ trial: { command: 'sleep 600' } });
    const resume = (runId: string, more: Parameters<EngineBench['submit']>[0] = {}) =>
      faultsOf(bench, { trial: logging, resumeFrom: [keyOf(runId)], ...more });
    expect(resume('nobody')).toEqual(['resumeFrom[0]: "nobody", which does not exist']);
    expect(resume(`${first}_0`)).toEqual([`resumeFrom[0]: "${first}_0", which is no sweep`]);
    expect(resume(unfinished).join()).toMatch(/resumeFrom\[0\]: a sweep that is/);
    expect(resume(first, { primaryMetricGoal: 'minimize' })).toEqual(['resumeFrom[0].primaryMetricGoal: maximize']);
    expect(resume(first, { maxTotalRuns: 995 }).join()).toContain('a maxTotalRuns of 1005');
    const elsewhere = { runId: first, runScope: { experimentName: 'pears' } };
    expect(faultsOf(bench, { trial: logging, resumeFrom: [elsewhere] }).join()).toContain('does not exist');
    bench.engine.cancelSweep(bench.key(unfinished));
    await bench.engine.whenIdle();
    expect(resume(unfinished)).toEqual([]);
  });

  it('can learn what the trials of the earlier one reached', async () => {
    const bench = await createEngineBench();
    const trial = { command: '[ ${{search_space.x}} = 3 ] || node log.mjs "accuracy=${{search_space.x}}&accuracy=0"' };
    const sampling = { hyperparameterSampling: grid(1, 2, 3), maxConcurrentRuns: 1 };
    const { runId } = await bench.runToEnd({ ...sampling, trial });
    const expected = [
      { point: new Map([['x', 1]]), value: 1, ended: true },
      { point: new Map([['x', 2]]), value: 2, ended: true },
      { point: new Map([['x', 3]]), value: undefined, ended: true },
    ];
    const config = bench.config({ resumeFrom: [keyOf(runId), keyOf('gone')] });
    expect(observationsOf(bench.store, bench.key(runId), config)).toEqual(expected);
    expect(earlierObservations(bench.store, { scope: garden, config })).toEqual(expected);
    const minimizing = bench.config({ primaryMetricGoal: 'minimize' });
    expect(observationsOf(bench.store, bench.key(runId), minimizing).map(({ value }) => value)).toEqual([
      0,
      0,
      undefined,
    ]);
  });
});

describe('a sweep with Bayesian sampling', () => {
  it('begins with what the trials of the earlier sweep reached', async () => {
    const bench = await createEngineBench();
    const space = { x: uniform(0, 1) };
    const sampling = (seed: number) => new BayesianParameterSampling(space, { seed });
    const first = await bench.runToEnd({ hyperparameterSampling: sampling(1), maxTotalRuns: 8, trial: logging });
    const firstPointOf = async (resumeFrom: readonly RunKey[]): Promise<number> => {
      const config = { hyperparameterSampling: sampling(2), maxTotalRuns: 1, maxConcurrentRuns: 1, resumeFrom };
      const { children } = await bench.runToEnd({ ...config, trial: logging });
      return Number(/[\d.]+/.exec(children[0]?.tags.get('hyperparameters') ?? '')?.[0]);
    };
    const best = Number(first.parent.properties.get('score'));
    // Accuracy is x: where nothing is known x is drawn, and else it is looked for where it is high.
    expect(await firstPointOf([keyOf(first.runId)])).toBeGreaterThan(best - 0.05);
    expect(await firstPointOf([])).toBeLessThan(best - 0.05);
  });
});

describe('a sweep that runs trials of earlier ones again', () => {
  it('runs their points first, and samples the rest', async () => {
    const bench = await createEngineBench();
    const { runId: first } = await bench.runToEnd({ hyperparameterSampling: grid(7, 8), trial: logging });
    const again = [keyOf(`${first}_1`)];
    const { runId, parent, children } = await bench.runToEnd({ trial: logging, resumeChildRuns: again });
    const points = children.map(({ tags }) => `${tags.get('hyperparameters')} from ${tags.get('resumed_from')}`);
    expect(points.toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
      '{"x":1} from undefined',
      '{"x":2} from undefined',
      `{"x":8} from ${first}_1`,
    ]);
    expect(children.find((child) => child.runId === `${runId}_0`)?.tags.get('hyperparameters')).toBe('{"x":8}');
    expect(parent.properties.get('score')).toBe('8');
    const tag = parseJson(parent.tags.get('_aml_system_resume_child_runs') ?? '');
    expect(isJsonArray(tag) && tag.length).toBe(1);
  });

  it('counts them towards its total, and goes on with them after a restart', async () => {
    const bench = await createEngineBench();
    const { runId: first } = await bench.runToEnd({ hyperparameterSampling: grid(7, 8), trial: logging });
    const again = [keyOf(`${first}_0`), keyOf(`${first}_1`)];
    const { runId } = bench.submit({ maxTotalRuns: 3, maxConcurrentRuns: 1, trial: logging, resumeChildRuns: again });
    await bench.whenStatus(`${runId}_0`, 'Running');
    await bench.engine.close();
    const next = bench.restart();
    next.recoverAtStart();
    await next.whenIdle();
    const points = bench.children(runId).map((child) => child.tags.get('hyperparameters'));
    expect(points).toEqual(['{"x":7}', '{"x":8}', '{"x":1}']);
  });

  it('is refused where a trial lacks what the command asks for', async () => {
    const bench = await createEngineBench();
    const { runId: first } = await bench.runToEnd({ trial: logging });
    bench.store.createRun({ ...bench.key(`${first}_9`), scope: garden, parentRunId: first, status: 'Completed' });
    const faults = faultsOf(bench, { trial: logging, resumeChildRuns: [keyOf(`${first}_9`), keyOf(`${first}_0`)] });
    expect(faults).toEqual([`resumeChildRuns[0]: "${first}_9", whose hyperparameters are recorded nowhere`]);
  });
});
