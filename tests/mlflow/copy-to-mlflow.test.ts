/** Sweeps of other backends, copied to the real MLflow server and read there. */
import { randomUUID } from 'node:crypto';
import { connect, copyToMlflow, HyperDriveRun, type SweepBackend, Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, type SweepFixture, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { describe, expect, inject, it, type TestContext } from 'vitest';

const scope = { subscriptionId: 's', resourceGroup: "g'1", workspaceName: 'w', experimentName: 'apples & pears' };
const start = new Date('2026-01-12T08:00:00Z');
const points = (values: readonly number[], valueType = 'double') => ({
  kind: 'scalar' as const,
  name: 'accuracy',
  valueType,
  points: values.map((value, step) => ({ value, step, time: new Date(start.getTime() + step * 1000) })),
});

const earlier = makeSweep({
  scope: { ...scope, workspaceName: 'last year' },
  runId: 'HD_earlier',
  children: [{ metrics: [points([0.6])], hyperparameters: new Map([['lr', 0.5]]) }],
});

/** A sweep with whatever MLflow can hold: all statuses, nested runs, odd names, histories whose best is not their last. */
function holdable(): SweepFixture {
  const sweep = makeSweep({
    scope,
    runId: 'HD_main',
    properties: new Map([
      [
        'resume_from',
        '[{"run_scope": {"host": "x", "subscription_id": "s", "resource_group": "g\'1", "workspace_name": "last year", "experiment_name": "apples & pears"}, "run_id": "HD_earlier"}]',
      ],
    ]),
    children: [
      {
        metrics: [points([0.5, 0.9, Number.NaN, 0.7]), scalarMetric('größe: (m²)', [Number.POSITIVE_INFINITY, 3])],
        hyperparameters: new Map<string, number | bigint | string>([
          ['lr', 0.1],
          ['seed', 9007199254740993n],
          ['name', '__proto__'],
        ]),
      },
      { status: 'Failed', metrics: [points([0.95])] },
      { status: 'Canceled', tags: new Map([['hyperparameters', '{"lr": 0.3}']]) },
      { metrics: [points(Array.from({ length: 2500 }, (_, step) => step / 5000))] },
      { arguments: ['--lr', '0.7'], metrics: [points([0.9])] },
    ],
  });
  const [first] = sweep.children;
  if (first === undefined) throw new Error('The sweep has no child.');
  // Runs that started at the same time are in no certain order in MLflow.
  const startTime = new Date(start.getTime() + 90_000);
  const nested = { ...first.record, runId: 'HD_main_0 fold', parentRunId: 'HD_main_0', status: 'Running', startTime };
  return { ...sweep, children: [...sweep.children, { ...first, record: nested }] };
}

async function load(backend: SweepBackend, id: string): Promise<HyperDriveRun> {
  return HyperDriveRun.load(new Workspace(backend).experiment(backend.scope.experimentName), id);
}

interface Copied {
  readonly source: HyperDriveRun;
  readonly copy: HyperDriveRun;
  readonly report: Awaited<ReturnType<typeof copyToMlflow>>;
  readonly again: () => Promise<Awaited<ReturnType<typeof copyToMlflow>>>;
}

async function copied(context: TestContext, sweeps: readonly [SweepFixture, ...SweepFixture[]]): Promise<Copied> {
  const mlflow = inject('mlflow');
  if ('notRun' in mlflow) return context.skip(mlflow.notRun);
  const source = await load(new InMemoryBackend(scope, sweeps), sweeps[0].parent.record.runId);
  const experiment = `copy/${randomUUID()}`;
  const again = () => copyToMlflow(source, `mlflow+${mlflow.url}`, { experiment });
  const report = await again();
  const workspace = connect(`mlflow+${mlflow.url}?experiment=${encodeURIComponent(experiment)}`);
  return { source, copy: await load(workspace.backend, report.sweepId), report, again };
}

/** What the class answers, with ids by those of the source. */
async function answersOf(sweep: HyperDriveRun, ids: ReadonlyMap<string, string>) {
  const sources = new Map([...ids].map(([source, copy]) => [copy, source]));
  const own = (id: string | undefined): string => sources.get(id ?? '') ?? id ?? 'none';
  const byId = <T>(map: ReadonlyMap<string, T>) =>
    [...map].map(([id, value]) => [own(id), value] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const children: unknown[] = [];
  for await (const { id, record } of sweep.getChildren({ recursive: true })) {
    children.push([own(id), own(record?.parentRunId), record?.status, record?.startTime, record?.endTime]);
  }
  const metrics = await sweep.getMetrics();
  const best = async (options: object) => own((await sweep.getBestRunByPrimaryMetric(options))?.id);
  const explained = await sweep.explainBestRun();
  return {
    config: [sweep.hyperdriveConfig.primaryMetric, sweep.hyperdriveConfig.maxTotalRuns],
    status: await sweep.getStatus({ refresh: true }),
    children,
    sorted: (await sweep.getChildrenSortedByPrimaryMetric()).map((child) => [
      own(child.runId),
      child.bestPrimaryMetric,
      child.missingReason,
      child.origin?.index,
    ]),
    best: [await best({}), await best({ includeFailed: false }), await best({ includeResumeFromRuns: false })],
    tied: explained.tied.map(own),
    hyperparameters: byId(await sweep.getHyperparameters()),
    metrics: byId(metrics).map(([id, of]) => [
      id,
      [...of.values()]
        .map((metric) => [
          metric.name,
          metric.kind === 'scalar' ? metric.points.map(({ value }) => value) : metric.kind,
        ])
        .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    ]),
  };
}

describe('a sweep that was copied to a real MLflow server', () => {
  it('gives the same answers there, the sweeps that it resumed from included', async (context) => {
    const { source, copy, report } = await copied(context, [holdable(), earlier]);
    expect(await answersOf(copy, report.ids)).toEqual(await answersOf(source, report.ids));
    expect(report.losses).toEqual([]);
    expect(report.runs).toEqual({ created: 9, known: 0 });
    expect(report.points).toEqual({ logged: 4 + 2 + 1 + 2500 + 1 + 4 + 2 + 1, known: 0 });
  });

  it('is there once, however often it is copied', async (context) => {
    const { copy, report, again } = await copied(context, [holdable(), earlier]);
    const before = await answersOf(copy, report.ids);
    const second = await again();
    expect(second).toMatchObject({ sweepId: report.sweepId, runs: { created: 0, known: 9 }, points: { logged: 0 } });
    expect(second.points.known).toBe(report.points.logged);
    expect(second.ids).toEqual(report.ids);
    expect(await answersOf(copy, second.ids)).toEqual(before);
  });

  it('goes on where a copy broke off', { tags: ['full'] }, async (context) => {
    const mlflow = inject('mlflow');
    if ('notRun' in mlflow) return context.skip(mlflow.notRun);
    const source = await load(new InMemoryBackend(scope, [holdable(), earlier]), 'HD_main');
    const experiment = `copy/${randomUUID()}`;
    const uri = `mlflow+${mlflow.url}`;
    for (const [requests, call] of [
      [4, 'runs/create'],
      [1, 'log-batch'],
      [8, 'runs/update'],
    ] as const) {
      let left = requests;
      const breaking: typeof fetch = async (input, init) => {
        const answer = await fetch(input, init);
        if (!(input instanceof Request ? input.url : String(input)).includes(call)) return answer;
        left -= 1;
        // What was sent arrived; its answer does not.
        if (left < 0) throw new TypeError('the line is dead');
        return answer;
      };
      await expect(
        copyToMlflow(source, uri, { experiment, fetch: breaking, signal: AbortSignal.timeout(2000) }),
      ).rejects.toThrow(/abort|timed? ?out|reached|broke/i);
    }
    const report = await copyToMlflow(source, uri, { experiment });
    expect(report.runs.created + report.runs.known).toBe(9);
    expect(report.runs.known).toBeGreaterThan(3);
    const { backend } = connect(`${uri}?experiment=${encodeURIComponent(experiment)}`);
    const all: string[] = [];
    for await (const { runId } of backend.listChildRuns(report.sweepId, { recursive: true })) all.push(runId);
    expect(all).toHaveLength(6);
    const copy = await load(backend, report.sweepId);
    expect(await answersOf(copy, report.ids)).toEqual(await answersOf(source, report.ids));
  });

  it('keeps the winner that the service recorded, though not its table', async (context) => {
    const table = {
      kind: 'table' as const,
      name: 'best_child_by_primary_metric',
      columns: new Map([
        ['run_id', 'string'],
        ['metric_value', 'double'],
        ['final', 'bool'],
      ]),
      rows: [
        {
          cells: new Map<string, string | number | boolean>([
            ['run_id', 'HD_table_0'],
            ['metric_value', 0.5],
            ['final', true],
          ]),
        },
      ],
    };
    const children = [{ metrics: [points([0.5])] }, { metrics: [points([0.9])] }];
    const { copy, report } = await copied(context, [
      makeSweep({ scope, runId: 'HD_table', metrics: [table], children }),
    ]);
    expect((await copy.getBestRunByPrimaryMetric())?.id).toBe(report.ids.get('HD_table_0'));
    expect(report.losses).toEqual([{ what: 'tables', runId: 'HD_table', name: table.name, count: 1 }]);
  });

  it('tells what MLflow cannot hold, and copies the rest', async (context) => {
    const long = 'x'.repeat(8001);
    const { report, copy } = await copied(context, [
      makeSweep({
        scope,
        runId: 'HD_loss',
        tags: new Map([['note', long]]),
        status: 'Finalizing',
        children: [
          {
            metrics: [
              { ...points([]), points: [1, 1].map((value) => ({ value, step: 3, time: start })) },
              scalarMetric('mixed', ['text', true, null, -0, 2n ** 60n + 1n, Number.MAX_VALUE]),
              { kind: 'artifact', name: 'image', artifactType: 'azureml.v2.image', references: ['aml://artifactId/a'] },
              scalarMetric('n'.repeat(251), [1]),
            ],
            hyperparameters: new Map([['long', long]]),
          },
        ],
      }),
    ]);
    const told = report.losses.map(({ what, name, count }) => [what, name?.slice(0, 20), count]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['points that repeat value, step and time', 'accuracy', 1],
        ['text in metrics', 'mixed', 1],
        ['booleans in metrics', 'mixed', 1],
        ['empty values in metrics', 'mixed', 1],
        ['signs of zeros', 'mixed', 1],
        ['digits of integers beyond 2^53', 'mixed', 1],
        ['largest numbers, which read back as infinities', 'mixed', 1],
        ['metrics that are files', 'image', 1],
        ['metrics with long names', 'n'.repeat(20), 1],
        ['tags over 8000 characters', 'note', 1],
        ['parameters over 6000 characters', 'long', 1],
        ['the status Finalizing', undefined, 1],
      ]),
    );
    const [child] = await copy.getChildrenSortedByPrimaryMetric();
    expect(child?.bestPrimaryMetric).toBe(1);
    const run = await copy.experiment.getRun(child?.runId ?? '');
    expect((await run.getTags()).get('hyperdrive.copyOf')).toContain('HD_loss_0');
  });
});
