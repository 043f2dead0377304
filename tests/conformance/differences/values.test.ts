import { expect } from 'vitest';
import { withChild } from './change-runs.js';
import { child, metric, sweep } from './described.js';
import { differs, sharePython } from './differs.js';
import { ourBest, ourRows, theirBest, theirRows } from './short-answers.js';

sharePython();

differs('NaN never wins', 'logged first it sticks there, and is no value here', async ({ open }) => {
  const both = await open(sweep([child(0, [metric([Number.NaN, 0.25])]), child(1, [metric([0.5])])]));
  expect(theirRows(await both.python('children_sorted', { discard_no_metric: true }))).toContainEqual([0, Number.NaN]);
  expect(await ourRows(both)).toEqual([
    [0, 0.25],
    [1, 0.5],
  ]);
});

differs('NaN never wins', 'logged alone it is a metric there, and none here, for a reason', async ({ open }) => {
  const both = await open(sweep([child(0, [metric([Number.NaN])]), child(1, [metric([0.5])])]));
  expect(theirRows(await both.python('children_sorted', { discard_no_metric: true }))).toHaveLength(2);
  const children = await both.ours.getChildrenSortedByPrimaryMetric();
  expect(children.map(({ bestPrimaryMetric, missingReason }) => [bestPrimaryMetric, missingReason])).toEqual([
    [0.5, undefined],
    [undefined, 'not-a-number'],
  ]);
  expect(await ourBest(both)).toBe(1);
});

for (const [first, second] of [
  [1, 0],
  [0, 1],
]) {
  differs('NaN never wins', `child ${first} has one, child ${second} the best`, async ({ open }) => {
    const values = new Map([
      [first, [Number.NaN]],
      [second, [0.5]],
    ]);
    const both = await open(sweep([0, 1].map((position) => child(position, [metric(values.get(position) ?? [])]))));
    // Nothing compares with NaN, so Python leaves the listing as it was: the newest child wins.
    expect(await theirBest(both)).toBe(1);
    expect(await ourBest(both)).toBe(second);
  });
}

const odd = [
  ['a table', metric([0.1], { isTable: true })],
  ['text', metric(['low'], { type: 'string' })],
] as const;
for (const [what, logged] of odd) {
  differs(
    'Text, booleans, tables and artifacts do not count',
    `${what} fails the whole listing there`,
    async (stage) => {
      const both = await stage.open(sweep([child(0, [logged]), child(1, [metric([0.5])])]));
      expect(await both.python('children_sorted')).toMatchObject({ ok: false, type: 'TypeError' });
      expect(await ourRows(both)).toEqual([
        [1, 0.5],
        [0, null],
      ]);
    },
  );
}

differs('Text, booleans, tables and artifacts do not count', 'False is less than 0.5 there', async ({ open }) => {
  const logged = metric([false], { type: 'bool' });
  const both = await open(sweep([child(0, [logged]), child(1, [metric([0.5])])]));
  expect(await theirBest(both)).toBe(0);
  expect(await ourBest(both)).toBe(1);
});

differs(
  'Text, booleans, tables and artifacts do not count',
  'an artifact fails the whole listing there',
  async (stage) => {
    const reference = 'aml://artifactId/ExperimentRun/dcid.x/loss.png';
    const change = withChild(0, {
      metricRows: [
        {
          metricId: 'loss',
          name: 'loss',
          metricType: 'azureml.v2.image',
          columns: new Map([['loss', 'string']]),
          data: new Map([['loss', reference]]),
          time: new Date(),
        },
      ],
    });
    const both = await stage.open(sweep([child(0, []), child(1, [metric([0.5])])]), { change });
    expect((await both.python('children_sorted')).ok).toBe(false);
    expect(await ourRows(both)).toEqual([
      [1, 0.5],
      [0, null],
    ]);
  },
);

differs('Text in a column of doubles is one unusable cell', 'it fails the whole listing there', async ({ open }) => {
  const both = await open(sweep([child(0, [metric(['low', 0.75])]), child(1, [metric([0.5])])]));
  expect(await both.python('children_sorted')).toMatchObject({ ok: false, type: 'ValueError' });
  expect(await ourRows(both)).toEqual([
    [1, 0.5],
    [0, 0.75],
  ]);
});

differs('An integer metric beyond 2^53 is ranked as its nearest double', 'Python is exact', async ({ open }) => {
  const integers = [9_007_199_254_740_992n, 9_007_199_254_740_993n].map((value) => metric([value], { type: 'int' }));
  const both = await open(
    sweep(
      integers.map((logged, position) => child(position, [logged])),
      { goal: 'minimize' },
    ),
  );
  expect(await theirBest(both)).toBe(0);
  // A tie, so the first of the listing: the newest.
  expect(await ourBest(both)).toBe(1);
  expect((await both.ours.explainBestRun()).tied).toEqual([`${both.ours.id}_0`]);
});

differs('A flag that is no boolean is refused', 'Python looks at those of one call only', async ({ open }) => {
  const both = await open(sweep([child(0, [metric([0.5])], { status: 'Failed' })]));
  expect(await both.python('children_sorted', { reverse: 'no' })).toMatchObject({ ok: false, type: 'AssertionError' });
  expect(await both.python('best_run', { include_failed: 'no' })).toMatchObject({ ok: true });
  const flags = JSON.parse('{"includeFailed":"no"}');
  await expect(both.ours.getBestRunByPrimaryMetric(flags)).rejects.toMatchObject({ code: 'invalid-argument' });
});
