import { BanditPolicy, BayesianParameterSampling, uniform } from '@hyperdrive-run/core/config';
import { recordedDecision } from '@hyperdrive-run/core/internal';
import { describe, expect, it } from 'vitest';
import { grid } from '../__fixtures__/bench-config.js';
import { createEngineBench, type EngineBench } from '../__fixtures__/engine-bench.js';

/** Logs its hyperparameter twenty times, and waits for its end where it is no better than 1: only a stop ends it then. */
const script = `
const x = Number(process.argv[2]);
const { AZUREML_SERVICE_ENDPOINT: address, AZUREML_RUN_TOKEN: authorization } = process.env;
for (let n = 0; n < 20; n += 1) await fetch(address + '/log?accuracy=' + x, { headers: { authorization } });
if (x <= 1) setTimeout(() => {}, 600_000);`;

const policy = new BanditPolicy({ slackFactor: 0.1, evaluationInterval: 5, delayEvaluation: 6 });

async function createBench(): Promise<EngineBench> {
  const bench = await createEngineBench();
  bench.writeCode('train.mjs', script);
  return bench;
}

const sweep = (...values: number[]) => ({
  hyperparameterSampling: grid(...values),
  policy,
  maxConcurrentRuns: 1,
  trial: { command: 'node train.mjs ${{search_space.x}}' },
});

describe('a sweep with an early termination policy', () => {
  it('ends its bad trials as Canceled, with policy, interval and numbers, and is Completed with the right best', async () => {
    const bench = await createBench();
    const { runId, parent, children } = await bench.runToEnd(sweep(2, 1, 3, 0.5));
    expect(children.map(({ status }) => status)).toEqual(['Completed', 'Canceled', 'Completed', 'Canceled']);
    const [, bad, , worst] = children;
    const reason = `The bandit policy stopped it after 10 values of accuracy: its best, 1, is worse than ${2 / 1.1}, the limit beside 2, the best of 2 trials (${runId}_0).`;
    expect(bad?.cancellationReason).toBe(reason);
    expect(bad?.properties.get('early_termination')).toContain('"interval":10');
    expect(worst && recordedDecision(worst)).toMatchObject({
      kind: 'bandit',
      interval: 10,
      standing: 0.5,
      best: 3,
      comparedTrials: 4,
    });
    expect(parent.status).toBe('Completed');
    expect([parent.properties.get('best_child_run_id'), parent.properties.get('score')]).toEqual([`${runId}_2`, '3']);
    const log = bench.readKept(runId, 'azureml-logs/hyperdrive.txt');
    expect(log).toContain(`[ENFORCER][INFO]Stopping trial ${runId}_1: ${reason}`);
    expect(log).toContain('2 trials stopped');
  });

  it('judges a trial by what the others logged to an earlier process', async () => {
    const bench = await createBench();
    // The service stops in the very moment in which its first trial has ended: the second one is the next service's.
    const stopped = new Promise<void>((resolve) => {
      const unsubscribe = bench.store.subscribe((change) => {
        if (change.kind !== 'run-updated' || !change.run.runId.endsWith('_0') || change.run.status !== 'Completed')
          return;
        unsubscribe();
        resolve(bench.engine.close());
      });
    });
    const { runId } = bench.submit(sweep(2, 1));
    await stopped;
    expect(bench.children(runId).map(({ status }) => status)).toEqual(['Completed']);
    const next = bench.restart();
    next.recoverAtStart();
    await next.whenIdle();
    const bad = bench.store.getRun(bench.key(`${runId}_1`));
    expect(bad && recordedDecision(bad)).toMatchObject({ best: 2, bestRunId: `${runId}_0`, comparedTrials: 2 });
  });

  it('is refused with Bayesian sampling, as on Azure ML', async () => {
    const bench = await createBench();
    const bayesian = { ...sweep(1), hyperparameterSampling: new BayesianParameterSampling({ x: uniform(0, 1) }) };
    expect(() => bench.submit(bayesian)).toThrow('which Bayesian sampling excludes');
  });

  it('leaves the verdict of a user to the user', async () => {
    const bench = await createBench();
    bench.store.subscribe((change) => {
      if (change.kind !== 'metrics-logged' || !change.key.runId.endsWith('_1')) return;
      bench.engine.cancelRun(change.key);
    });
    const { children } = await bench.runToEnd(sweep(2, 1));
    expect(children[1]?.cancellationReason).toBe('The run was canceled by a user.');
    expect(children[1]?.properties.has('early_termination')).toBe(false);
  });
});
