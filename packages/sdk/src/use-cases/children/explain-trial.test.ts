import { InvalidArgumentError, type Metric } from '@hyperdrive-run/core';
import { writeJson } from '@hyperdrive-run/core/json';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { Experiment } from '../../experiment.js';
import { HyperDriveRun } from '../../hyperdrive-run.js';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { type ChildOptions, makeSweep } from '../../testing/sweep-fixture.js';
import type { EarlyTerminationExplanation } from './explain-trial.js';

/** Values that were logged one a second, from a second on. */
const accuracy = (start: number, ...values: number[]): Metric[] => [
  {
    kind: 'scalar',
    name: 'accuracy',
    valueType: 'double',
    points: values.map((value, at) => ({ value, time: new Date((start + at) * 1000) })),
  },
];

const bandit = '{"name":"BANDIT","properties":{"evaluation_interval":2,"delay_evaluation":0,"slack_factor":0.25}}';

async function open(children: readonly ChildOptions[], policy: string = bandit): Promise<HyperDriveRun> {
  const tags = new Map([['_aml_system_policy_config', policy]]);
  const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1', tags, children })]);
  return HyperDriveRun.load(new Experiment(backend, 'contract'), 'HD_1');
}

describe('explainEarlyTermination', () => {
  it('recomputes the decision at each interval from what all trials had logged by then', async () => {
    const run = await open([
      { metrics: accuracy(0, 0.5, 0.5, 1, 1) },
      { metrics: accuracy(2, 0.7, 0.7, 0.7, 0.7), status: 'Canceled' },
      { suffix: 'preparation', metrics: accuracy(0, 9, 9) },
      {},
    ]);
    const explained = await run.explainEarlyTermination('HD_1_1');
    expectTypeOf(explained).toEqualTypeOf<EarlyTerminationExplanation>();
    expect(explained).toMatchObject({
      trial: { runId: 'HD_1_1', status: 'Canceled' },
      policy: { kind: 'bandit' },
      primaryMetric: { name: 'accuracy', goal: 'maximize' },
      recorded: undefined,
      decisions: [
        { interval: 2, stop: false, best: 0.7, comparedTrials: 2 },
        { interval: 4, stop: true, best: 1, bestRunId: 'HD_1_0', threshold: 0.8 },
      ],
      loggedValues: 4,
      reason: undefined,
    });
  });

  it('says why a trial was never judged', async () => {
    const children = [{ metrics: accuracy(0, 1) }, {}];
    const reasonOf = async (id: string, policy?: string) =>
      (await (await open(children, policy)).explainEarlyTermination(id)).reason;
    expect(await reasonOf('HD_1_0')).toBe('too-few-values');
    expect(await reasonOf('HD_1_1')).toBe('not-logged');
    expect(await reasonOf('HD_1_0', '{"name":"DEFAULT","properties":{}}')).toBe('no-policy');
    expect(await reasonOf('HD_1_0', '{"name":"Newer","properties":{}}')).toBe('unknown-policy');
  });

  it('refuses what is no child of the sweep, before it reads anything of the others', async () => {
    const run = await open([]);
    await expect(run.explainEarlyTermination('HD_2_0')).rejects.toThrow(InvalidArgumentError);
    await expect(run.explainEarlyTermination('HD_2_0')).rejects.toThrow('the id of a child run of HD_1');
  });

  it('reads the properties that the local service records', async () => {
    const decision = {
      policy: 'median-stopping',
      stop: true,
      interval: 2,
      standing: 0.5,
      threshold: 0.6,
      compared_trials: 3,
    };
    const sweep = makeSweep({ scope, runId: 'HD_1', children: [{ metrics: accuracy(0, 1) }] });
    const [child] = sweep.children;
    if (child === undefined) throw new Error('There is a child.');
    const properties = new Map([['early_termination', writeJson(new Map(Object.entries(decision)))]]);
    const backend = new InMemoryBackend(scope, [
      { ...sweep, children: [{ ...child, record: { ...child.record, properties } }] },
    ]);
    const run = await HyperDriveRun.load(new Experiment(backend, 'contract'), 'HD_1');
    expect(await run.explainEarlyTermination('HD_1_0')).toMatchObject({
      recorded: { kind: 'median-stopping', interval: 2, threshold: 0.6, comparedTrials: 3 },
      differs: true,
    });
  });

  it('rejects with the reason of an abort', async () => {
    const run = await open([{ metrics: accuracy(0, 1) }]);
    const reason = new Error('enough');
    await expect(run.explainEarlyTermination('HD_1_0', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
