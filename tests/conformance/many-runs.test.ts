import { type BestRunFilter, type Metric, type PrimaryMetricGoal, readMetric } from '@hyperdrive-run/core';
import type { GetMetricsOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { Experiment, HyperDriveRun } from '@hyperdrive-run/sdk';
import { makeSweep, type SweepFixture, scalarMetric } from '@hyperdrive-run/sdk/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadSweeps } from './load-sweeps.js';
import { connectTo, openService, temporaryFolder } from './open-service.js';
import { pathOf, withoutOwnCalls } from './without-own-calls.js';

// Many runs are read in one request, in two ways by the local service's own calls and in one by Azure ML's older one.
// Whatever was logged, each way must come to what is said of one run alone.

const isFull = process.env['HYPERDRIVE_TEST_SCALE'] === 'full';
const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'tulips' };

const cell: fc.Arbitrary<number | bigint | string | boolean | null> = fc.oneof(
  { weight: 4, arbitrary: fc.double() },
  fc.integer({ min: -2, max: 2 }),
  fc.constantFrom(-0, 0.1 + 0.2, 0.3, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324),
  fc.constantFrom<string | boolean | null>('inf', ' 1e3 ', 'x', '', true, null),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n }),
);
const moment = fc.record(
  { step: fc.nat({ max: 9 }), time: fc.date({ min: new Date(0), max: new Date(1e12), noInvalidDate: true }) },
  { requiredKeys: ['time'] },
);
const names = ['accuracy', 'it\'s "a" [b].c', '__proto__'] as const;

const scalar = fc
  .record({
    valueType: fc.constantFrom('double', 'int', 'string', 'bool', 'Float', 'none'),
    points: fc.array(
      fc.tuple(cell, moment).map(([value, { step, time }]) => ({ value, step, time })),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(
    (series) =>
      (name: string): Metric => ({ kind: 'scalar', name, ...series }),
  );
const metric: fc.Arbitrary<(name: string) => Metric> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  fc.array(cell, { minLength: 1, maxLength: 3 }).map(toTable),
  fc.constant(
    (name: string): Metric => ({ kind: 'artifact', name, artifactType: 'azureml.v2.image', references: ['a'] }),
  ),
);
const logged = fc
  .array(fc.tuple(fc.constantFrom(...names), metric), { maxLength: 3 })
  .map((all) => [...new Map(all.map(([name, make]) => [name, make(name)])).values()]);

function toTable(values: readonly (number | bigint | string | boolean | null)[]): (name: string) => Metric {
  return (name) => ({
    kind: 'table',
    name,
    columns: new Map([[name, 'double']]),
    rows: values.map((value) => ({ cells: new Map([[name, value]]), time: new Date(0) })),
  });
}

async function open(sweep: SweepFixture): Promise<() => SweepBackend> {
  const folder = await temporaryFolder();
  loadSweeps(folder, [sweep]);
  const service = await openService(folder);
  return () => connectTo(service, scope).backend;
}

type Read = ReadonlyMap<string, ReadonlyMap<string, Metric> | string>;

async function read(backend: SweepBackend, ids: readonly string[], options: GetMetricsOptions): Promise<Read> {
  const found = new Map<string, ReadonlyMap<string, Metric> | string>();
  for await (const result of backend.getMetrics(ids, options)) {
    found.set(result.runId, result.kind === 'read' ? result.metrics : result.error.code);
  }
  return found;
}

async function readSingly(backend: SweepBackend, ids: readonly string[], options: GetMetricsOptions): Promise<Read> {
  const found = await Promise.all(ids.map((id) => read(backend, [id], options)));
  return new Map(found.flatMap((one) => [...one]));
}

async function listed(backend: SweepBackend): Promise<SweepBackend> {
  for await (const _ of backend.listChildRuns('HD_1'));
  return backend;
}

it('reads of many runs at once what it reads of each alone, and the same values that stand for them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(logged, { minLength: 10, maxLength: 14 }),
      fc.option(fc.subarray([...names], { minLength: 1 }), { nil: undefined }),
      async (children, some) => {
        const sweep = makeSweep({ scope, runId: 'HD_1', children: children.map((metrics) => ({ metrics })) });
        const connectAnew = await open(sweep);
        const ids = [...sweep.children.map(({ record }) => record.runId), 'HD_unknown'];
        const options = { names: some, childrenOf: 'HD_1' };
        const singly = await readSingly(connectAnew(), ids, options);
        expect(singly.size).toBe(ids.length);
        expect(await read(await listed(connectAnew()), ids, options)).toEqual(singly);
        expect(await read(connectAnew(), ids, options)).toEqual(singly);
        const backend = await listed(connectAnew());
        for (const name of some ?? []) {
          for (const goal of ['maximize', 'minimize'] as const) {
            for (const which of ['best', 'last', 'average'] as const) {
              const asked = { name, goal, scope: which, childrenOf: 'HD_1' };
              for await (const result of backend.getMetricReadings?.(ids, asked) ?? []) {
                const alone = singly.get(result.runId);
                if (result.kind === 'unreadable' || alone === undefined || typeof alone === 'string')
                  throw new Error('It was not read.');
                expect(result.reading).toEqual(readMetric(alone.get(name), goal, which));
              }
            }
          }
        }
      },
    ),
    { numRuns: isFull ? 6 : 3 },
  );
});

it('finds the same best runs and the same first children where the service names those that lead', async () => {
  const child = fc.record({
    metrics: fc.array(cell, { maxLength: 4 }).map((values) => (values.length === 0 ? [] : [accuracyOf(values)])),
    status: fc.constantFrom('Completed', 'Failed', 'Canceled', 'Running'),
    // What Optuna writes on a trial: then its status is not all that counts.
    tags: fc.constantFrom(new Map(), new Map(), new Map(), pruned),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(child, { minLength: 1, maxLength: 12 }), fc.boolean(), async (children, maySearch) => {
      const tagged = maySearch ? children : children.map((one) => ({ ...one, tags: new Map<string, string>() }));
      const connectAnew = await open(makeSweep({ scope, runId: 'HD_1', children: tagged }));
      const all = { ...connectAnew(), getLeadingChildren: undefined, countChildRuns: undefined };
      const [led, whole] = await Promise.all(
        [connectAnew(), all].map((backend) => HyperDriveRun.load(new Experiment(backend, 'tulips'), 'HD_1')),
      );
      if (led === undefined || whole === undefined) throw new Error('The sweep was not opened.');
      expect(await led.countTrials()).toEqual(await whole.countTrials());
      for (const goal of ['maximize', 'minimize'] as const) {
        for (const filter of [{}, { includeFailed: false }, { includeCanceled: false }]) {
          expect(await bestOf(led, goal, filter)).toEqual(await bestOf(whole, goal, filter));
        }
        for (const options of [{ top: 1 }, { top: 3 }, { top: 3, discardNoMetric: true }, { top: 2, reverse: true }]) {
          const [one, other] = await Promise.all([judged(led, goal), judged(whole, goal)]);
          expect(await one.getChildrenSortedByPrimaryMetric(options)).toEqual(
            await other.getChildrenSortedByPrimaryMetric(options),
          );
        }
      }
    }),
    { numRuns: isFull ? 12 : 4 },
  );
});

const pruned = new Map([
  ['state', 'PRUNED'],
  ['number', '1'],
  ['direction', 'MAXIMIZE'],
]);

function accuracyOf(values: readonly (number | bigint | string | boolean | null)[]): Metric {
  return { kind: 'scalar', name: 'accuracy', valueType: 'double', points: values.map((value) => ({ value })) };
}

async function judged({ experiment, id }: HyperDriveRun, goal: PrimaryMetricGoal): Promise<HyperDriveRun> {
  return HyperDriveRun.load(experiment, id, { primaryMetric: { name: 'accuracy', goal } });
}

async function bestOf(sweep: HyperDriveRun, goal: PrimaryMetricGoal, filter: BestRunFilter): Promise<unknown> {
  const reasons: unknown[] = [];
  const onProvisional = (because: readonly string[]): void => void reasons.push(because.toSorted());
  const best = await (await judged(sweep, goal)).findBestRun({ ...filter, onProvisional });
  return [best?.run.id, best?.value, best?.hyperparameters, reasons];
}

it('asks for a thousand children in three requests where it looks for the best, and in a few for all metrics', async () => {
  const children = Array.from({ length: 1000 }, (_, at) => ({
    metrics: [scalarMetric('accuracy', [at / 1000, 0.5]), scalarMetric('loss', [1])],
  }));
  // An id as services make them: any other one may be a job's name, and costs a look for it.
  const runId = 'HD_7f3a2c1e-9d4b-4a6f-8e21-0b5c6d7e8f90';
  const sweep = makeSweep({ scope, runId, children });
  const folder = await temporaryFolder();
  loadSweeps(folder, [sweep]);
  const service = await openService(folder);
  const asked: string[] = [];
  const workspace = connectTo(service, scope, {
    fetch: (input, init) => {
      asked.push(pathOf(input));
      return fetch(input, init);
    },
  });
  const found = await HyperDriveRun.load(workspace.experiment('tulips'), runId);
  const best = await found.findBestRun();
  expect(best).toMatchObject({ value: 0.999 });
  expect(asked.length).toBeLessThanOrEqual(3);
  asked.length = 0;
  const metrics = await found.getMetrics();
  expect(metrics.size).toBe(1000);
  expect(asked.length).toBeLessThanOrEqual(7);
});

it('asks a service without calls of its own twelve times at most for all metrics of 500 children', async () => {
  const children = Array.from({ length: 500 }, (_, at) => ({
    metrics: [scalarMetric('accuracy', [at / 500, 0.5]), scalarMetric('loss', [at])],
    hyperparameters: new Map([['lr', at]]),
  }));
  const sweep = makeSweep({ scope, runId: 'HD_1', children });
  const folder = await temporaryFolder();
  loadSweeps(folder, [sweep]);
  const asked: string[] = [];
  const workspace = connectTo(await openService(folder), scope, { fetch: withoutOwnCalls(asked) });
  const found = await HyperDriveRun.load(workspace.experiment('tulips'), 'HD_1');
  const metrics = await found.getMetrics();
  expect(metrics.get('HD_1_7')?.get('accuracy')).toMatchObject({ points: [{ value: 0.014 }, { value: 0.5 }] });
  expect(metrics.size).toBe(500);
  expect(asked.length).toBeLessThanOrEqual(12);
  asked.length = 0;
  expect(await found.getChildrenSortedByPrimaryMetric({ top: 1 })).toMatchObject([{ bestPrimaryMetric: 0.998 }]);
  expect(asked.length).toBeLessThanOrEqual(6);
});
