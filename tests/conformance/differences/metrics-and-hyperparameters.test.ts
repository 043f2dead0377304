import { expect } from 'vitest';
import { withChild, withTags } from './change-runs.js';
import { child, metric, sweep } from './described.js';
import { differs, sharePython } from './differs.js';
import { standBetween } from './stand-between.js';

sharePython();

differs('Unreadable is not absent', 'where one child cannot be read', async ({ open, service }) => {
  // The local service names the leading children itself; Azure ML has no such call.
  const between = await standBetween(service, ({ path, body }) =>
    path.endsWith('/children/leading') || (path.includes('/metric') && /HD_[0-9a-f-]+_0/.test(path + body))
      ? new Response('{"error":{"code":"Forbidden","message":"no"}}', { status: 403 })
      : undefined,
  );
  const both = await open(sweep([child(0, [metric([0.1])]), child(1, [metric([0.5])])]), between);
  const [lost, read] = [`${both.ours.id}_0`, `${both.ours.id}_1`];
  // Python leaves the child out without a word.
  expect(await both.python('metrics')).toEqual({ ok: true, value: new Map([[read, new Map([['loss', 0.5]])]]) });
  expect((await both.python('children_sorted')).ok).toBe(false);
  const unreadable = { code: 'unreadable-metrics', message: expect.stringContaining(lost) };
  await expect(both.ours.getMetrics()).rejects.toMatchObject(unreadable);
  await expect(both.ours.getChildrenSortedByPrimaryMetric()).rejects.toMatchObject(unreadable);
  await expect(both.ours.getBestRunByPrimaryMetric()).rejects.toMatchObject(unreadable);
  const reported = await both.ours.getMetrics({ onUnreadable: 'report' });
  expect([[...reported.keys()], [...reported.unreadable.keys()]]).toEqual([[read], [lost]]);
});

differs('A child that logged nothing has an empty entry', 'Python leaves it out', async ({ open }) => {
  const both = await open(sweep([child(0, [])]));
  expect(await both.python('metrics')).toEqual({ ok: true, value: new Map() });
  expect(JSON.stringify(await both.ours.getMetrics())).toBe(`{"${both.ours.id}_0":{}}`);
});

differs('every point with step and time', 'Python gives the values alone', async ({ open }) => {
  const both = await open(sweep([child(0, [metric([0.5, 0.25])])]));
  const id = `${both.ours.id}_0`;
  expect(await both.python('metrics')).toEqual({ ok: true, value: new Map([[id, new Map([['loss', [0.5, 0.25]]])]]) });
  const metrics = await both.ours.getMetrics();
  expect(JSON.parse(JSON.stringify(metrics))).toEqual({ [id]: { loss: [0.5, 0.25] } });
  const loss = metrics.get(id)?.get('loss');
  expect(loss?.kind === 'scalar' && loss.points.map(({ time }) => time)).toEqual([expect.any(Date), expect.any(Date)]);
});

differs('Values are parsed', "Python leaves the text of each child's tag", async ({ open }) => {
  const both = await open(sweep([child(0, [])]));
  const id = `${both.ours.id}_0`;
  expect(await both.python('hyperparameters')).toEqual({ ok: true, value: new Map([[id, '{"lr":0.5}']]) });
  expect(await both.ours.getHyperparameters()).toEqual(new Map([[id, new Map([['lr', 0.5]])]]));
});

differs('Children are in the order of their numbers', 'Python has that of the tags', async ({ open }) => {
  const positions = Array.from({ length: 11 }, (_, position) => position);
  const both = await open(sweep(positions.map((position) => child(position, []))));
  const theirs = await both.python('hyperparameters');
  const ids = positions.map((position) => `${both.ours.id}_${position}`);
  expect(theirs.ok && theirs.value instanceof Map && new Set(theirs.value.keys())).toEqual(new Set(ids));
  expect([...(await both.ours.getHyperparameters()).keys()]).toEqual(ids);
});

differs('Five sources', 'where the sweep has no tag for a child, Python knows nothing', async ({ open }) => {
  const silent = [0, 1].map((position) => child(position, [metric([0.5])], { hyperparameters: 'none' }));
  const both = await open(sweep(silent), {
    change: (runs) =>
      withChild(1, { runDefinition: new Map([['arguments', ['--lr', '0.25', '--cap=9007199254740993']]]) })(
        withChild(0, { tags: new Map([['hyperparameters', '{"--lr":0.75}']]) })(runs),
      ),
  });
  expect(await both.python('hyperparameters')).toEqual({ ok: true, value: new Map() });
  const [first, second] = [`${both.ours.id}_0`, `${both.ours.id}_1`];
  expect(await both.ours.getHyperparameterSources()).toEqual(
    new Map([
      [first, { source: 'child-tag', values: new Map([['--lr', 0.75]]) }],
      [
        second,
        {
          source: 'arguments',
          values: new Map<string, unknown>([
            ['--lr', 0.25],
            ['--cap', 9007199254740993n],
          ]),
        },
      ],
    ]),
  );
});

differs('Five sources', 'an empty prefixed tag hides the bare one there, and counts as none here', async ({ open }) => {
  const both = await open(sweep([child(0, [], { hyperparameters: 'bare' })]), {
    change: withTags({ _aml_system_SWEEP_0: '' }),
  });
  const id = `${both.ours.id}_0`;
  expect(await both.python('hyperparameters')).toEqual({ ok: true, value: new Map([[id, '']]) });
  expect(await both.ours.getHyperparameters()).toEqual(new Map([[id, new Map([['lr', 0.5]])]]));
});

differs('A tag that is no JSON object is passed over', 'Python hands its text on', async ({ open }) => {
  const both = await open(sweep([child(0, [])]), { change: withTags({ _aml_system_SWEEP_0: '[1, 2' }) });
  const id = `${both.ours.id}_0`;
  expect(await both.python('hyperparameters')).toEqual({ ok: true, value: new Map([[id, '[1, 2']]) });
  const warnings: string[] = [];
  expect(await both.ours.getHyperparameters({ onWarning: (message) => warnings.push(message) })).toEqual(new Map());
  expect(warnings.join('\n')).toContain(id);
});

differs('Integers beyond 2^53 are `bigint`', 'Python hands their text on', async ({ open }) => {
  const both = await open(sweep([child(0, [], { parameters: [['cap', 9_007_199_254_740_993n]] })]));
  const id = `${both.ours.id}_0`;
  expect(await both.python('hyperparameters')).toEqual({
    ok: true,
    value: new Map([[id, '{"cap":9007199254740993}']]),
  });
  expect(await both.ours.getHyperparameters()).toEqual(new Map([[id, new Map([['cap', 9_007_199_254_740_993n]])]]));
});
