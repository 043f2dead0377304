import { Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';

const scope = { experimentName: 'garden' };

/** A sweep whose names try to be HTML, with a tie, a NaN, a failed child and one without the metric. */
export function hostileWorkspace(): Workspace {
  const loss = (...values: number[]) => scalarMetric('loss', values);
  const named = (value: string | number | bigint): ReadonlyMap<string, string | number | bigint> =>
    new Map([
      ['<img src=x onerror=alert(1)>', value],
      ['__proto__', 9007199254740993n],
    ]);
  const sweep = makeSweep({
    scope,
    runId: 'HD_1',
    primaryMetricName: 'accuracy',
    goal: 'maximize',
    children: [
      { metrics: [scalarMetric('accuracy', [0.5, 0.7]), loss(3)], hyperparameters: named('<script>alert(2)</script>') },
      { metrics: [scalarMetric('accuracy', [0.9, 0.2]), loss(1)], hyperparameters: named(2) },
      { metrics: [scalarMetric('accuracy', [Number.NaN]), loss(Number.POSITIVE_INFINITY)], hyperparameters: named(3) },
      { metrics: [scalarMetric('accuracy', [0.8]), loss(2)], status: 'Failed', hyperparameters: named(4) },
      {},
    ],
  });
  const running = makeSweep({ scope, runId: 'HD_2', status: 'Running', children: [{ status: 'Running' }] });
  return new Workspace(new InMemoryBackend(scope, [sweep, running]));
}
