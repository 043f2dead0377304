import { Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, type SweepFixture, scalarMetric } from '@hyperdrive-run/sdk/testing';

const scope = { experimentName: 'garden' };

/** A sweep whose names try to be HTML, with a tie, a NaN, a failed child and one without the metric. */
export function hostileWorkspace(): Workspace {
  return new Workspace(hostileBackend());
}

/** The same as a backend, into which a test can load what time has changed. */
export function hostileBackend(): InMemoryBackend {
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
  return new InMemoryBackend(scope, [sweep, secondSweep('Running')]);
}

/** HD_2 with its one child, which has logged once it has ended. */
export function secondSweep(status: 'Running' | 'Completed'): SweepFixture {
  const metrics = status === 'Completed' ? [scalarMetric('accuracy', [0.25])] : [];
  return makeSweep({ scope, runId: 'HD_2', status, primaryMetricName: 'accuracy', children: [{ status, metrics }] });
}
