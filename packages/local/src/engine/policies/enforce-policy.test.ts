import {
  BanditPolicy,
  choice,
  type EarlyTerminationPolicy,
  GridParameterSampling,
  HyperDriveConfig,
  MedianStoppingPolicy,
  TruncationSelectionPolicy,
} from '@hyperdrive-run/core/config';
import type { PolicyDecision } from '@hyperdrive-run/core/early-termination';
import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../storage/__fixtures__/temporary-folder.js';
import type { NewMetricRow } from '../../storage/metrics/stored-metric.js';
import type { RunStore } from '../../storage/run-store.js';
import { openRunStore } from '../../storage/sqlite-run-store.js';
import { enforcePolicy, type PolicyEnforcer } from './enforce-policy.js';

/** A sweep in a store of its own, and what is asked to be stopped. */
async function createBench(policy: EarlyTerminationPolicy) {
  const folder = await temporaryFolder();
  const store: RunStore = openRunStore({ file: `${folder}/runs.db` });
  const config = new HyperDriveConfig({
    hyperparameterSampling: new GridParameterSampling({ x: choice(1) }),
    primaryMetricName: 'accuracy',
    primaryMetricGoal: 'maximize',
    maxTotalRuns: 1,
    policy,
    runConfig: { command: 'true' },
  });
  const stops: [string, PolicyDecision][] = [];
  const lines: string[] = [];
  let isRunning = true;
  const create = (): PolicyEnforcer =>
    enforcePolicy(
      { store },
      { scope: garden, runId: 'HD', config },
      (_source, text) => void lines.push(text),
      (runId, reason) => {
        if (!isRunning || reason.kind !== 'stopped-early') return false;
        stops.push([runId, reason.decision]);
        return true;
      },
    );
  let enforcer = create();
  store.subscribe((change) => {
    if (change.kind === 'metrics-logged') enforcer.metricsLogged(change.key.runId, change.rows);
  });
  return {
    store,
    stops,
    lines,
    get enforcer() {
      return enforcer;
    },
    log(runId: string, values: readonly JsonValue[], name = 'accuracy', type = 'double') {
      if (store.getRun({ scope: garden, runId }) === undefined) store.createRun({ scope: garden, runId });
      store.appendMetricRows(
        { scope: garden, runId },
        values.map((value) => row(name, value, type)),
      );
    },
    /** Another process goes on with the sweep. */
    restart(...runIds: readonly string[]) {
      isRunning = true;
      enforcer = create();
      for (const runId of runIds) enforcer.restore(runId, false);
    },
    leaveAlone() {
      isRunning = false;
    },
  };
}

function row(name: string, value: JsonValue, type: string): NewMetricRow {
  const metricType = type === 'table' ? 'azureml.v1.table' : 'azureml.v1.scalar';
  const columns = new Map([[name, type]]);
  return {
    metricId: crypto.randomUUID(),
    name,
    metricType,
    columns,
    data: new Map([[name, value]]),
    time: new Date(0),
  };
}

const bandit = new BanditPolicy({ slackFactor: 0.25, evaluationInterval: 2 });

describe('the enforcement of a policy', () => {
  it('stops a trial at the first interval at which it is too bad, and says so in the log', async () => {
    const bench = await createBench(bandit);
    bench.log('HD_0', [0.5, 1]);
    bench.log('HD_1', [0.9]);
    expect(bench.stops).toEqual([]);
    bench.log('HD_1', [0.1]);
    bench.log('HD_2', [0.7, 0.7, 0.7, 0.7, 0.7]);
    expect(bench.stops.map(([runId, { interval, standing }]) => [runId, interval, standing])).toEqual([
      ['HD_2', 2, 0.7],
    ]);
    expect(bench.lines).toEqual([
      'Stopping trial HD_2: The bandit policy stopped it after 2 values of accuracy: its best, 0.7, is worse than 0.8, the limit beside 1, the best of 3 trials (HD_0).',
    ]);
    bench.enforcer.sweepEnded();
    expect(bench.lines.at(-1)).toBe('Early termination (Bandit): 4 judgements, 1 trials stopped');
  });

  it('looks at the primary metric only, and counts what cannot be ranked in its place', async () => {
    const bench = await createBench(bandit);
    bench.log('HD_0', [1, 1]);
    bench.log('HD_1', [0, 0], 'loss');
    bench.log('HD_1', ['high', '0.1'], 'accuracy', 'string');
    expect(bench.stops).toEqual([]);
    bench.log('HD_2', [0.1, Number.NaN]);
    expect(bench.stops.map(([runId]) => runId)).toEqual(['HD_2']);
  });

  it('takes neither tables nor the runs that scripts make for trials', async () => {
    const bench = await createBench(bandit);
    bench.log('HD_0', [1, 1]);
    bench.log('HD_1', [0.1, 0.1], 'accuracy', 'table');
    bench.log('HD_own', [9, 9, 0.1]);
    bench.log('HD_2', [0.9, 0.9]);
    expect(bench.stops).toEqual([]);
    bench.enforcer.sweepEnded();
    expect(bench.lines.at(-1)).toContain('2 judgements, 0 trials stopped');
  });

  it('leaves out ended trials where the policy does', async () => {
    const bench = await createBench(new BanditPolicy({ slackFactor: 0.25, excludeFinishedJobs: true }));
    bench.log('HD_0', [1]);
    bench.enforcer.trialEnded('HD_0');
    bench.log('HD_1', [0.1]);
    expect(bench.stops).toEqual([]);
  });

  it('says nothing of a trial that is being ended already, and judges nobody without a policy', async () => {
    const bench = await createBench(bandit);
    bench.leaveAlone();
    bench.log('HD_0', [1, 1]);
    bench.log('HD_1', [0, 0]);
    expect(bench.lines).toEqual([]);
  });

  it('says where no trial logged the metric often enough to be judged', async () => {
    const bench = await createBench(bandit);
    bench.log('HD_0', [1]);
    bench.enforcer.sweepEnded();
    expect(bench.lines.at(-1)).toContain('no trial logged accuracy often enough');
  });

  it('judges a trial that runs on after a restart, where the process before died between its rows and the verdict', async () => {
    const bench = await createBench(bandit);
    bench.leaveAlone();
    bench.log('HD_0', [1, 1]);
    bench.log('HD_1', [0.1, 0.1, 0.1]);
    bench.restart('HD_0', 'HD_1');
    bench.enforcer.trialAdopted('HD_0');
    expect(bench.lines).toEqual([]);
    bench.enforcer.trialAdopted('HD_1');
    expect(bench.stops.map(([runId, { interval }]) => [runId, interval])).toEqual([['HD_1', 2]]);
  });

  it('is the same after restarts at any moment: the state is that of the store', async () => {
    const policies = fc.constantFrom<EarlyTerminationPolicy>(
      bandit,
      new MedianStoppingPolicy({ delayEvaluation: 2 }),
      new TruncationSelectionPolicy({ truncationPercentage: 40, evaluationInterval: 3 }),
    );
    const runId = fc.constantFrom('HD_0', 'HD_1', 'HD_2', 'HD_3');
    const values = fc.array(fc.constantFrom(0, 0.25, 0.5, 0.75, 1, Number.NaN), { minLength: 1, maxLength: 4 });
    const batches = fc.array(fc.record({ runId, values, restarts: fc.boolean() }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(policies, batches, async (policy, events) => {
        const [undisturbed, restarted] = [await createBench(policy), await createBench(policy)];
        const seen = new Set<string>();
        for (const event of events) {
          if (event.restarts) restarted.restart(...seen);
          for (const bench of [undisturbed, restarted]) bench.log(event.runId, event.values);
          seen.add(event.runId);
        }
        expect(restarted.stops).toEqual(undisturbed.stops);
        for (const { store } of [undisturbed, restarted]) store.close();
      }),
      { numRuns: 12 },
    );
  });
});
