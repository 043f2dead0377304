import type { Metric } from '@hyperdrive-run/core';
import { parseJson, writeJson } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Child } from '../../../api/child.js';
import {
  applyUpdate,
  type ChildrenUpdate,
  childrenUpdateFromJson,
  childrenUpdateToJson,
} from '../../../api/children-update.js';
import { type ChangeTracker, createChangeTracker } from './track-changes.js';

const child = (number: number, status: string, metrics?: readonly Metric[]): Child => ({
  runId: `HD_1_${number}`,
  parentRunId: 'HD_1',
  status,
  searchTrial: undefined,
  hyperparameters: undefined,
  placement: undefined,
  startTime: undefined,
  endTime: undefined,
  early: undefined,
  isRead: true,
  metrics: metrics && new Map(metrics.map((metric) => [metric.name, metric])),
});

const scalar = (name: string, values: readonly number[], valueType = 'double'): Metric => ({
  kind: 'scalar',
  name,
  valueType,
  points: values.map((value, step) => ({ value, step, time: new Date(step) })),
});
const table = (name: string, values: readonly number[]): Metric => ({
  kind: 'table',
  name,
  columns: new Map([['a', 'double']]),
  rows: values.map((value) => ({ cells: new Map([['a', value]]) })),
});

interface Page {
  children: readonly Child[];
  token: string | undefined;
}

/** A look as the page makes it: the update travels as text. */
function look(tracker: ChangeTracker, children: readonly Child[], page: Page): ChildrenUpdate {
  const sent = tracker.update(children, page.token);
  const update = childrenUpdateFromJson(parseJson(writeJson(childrenUpdateToJson(sent))));
  page.children = applyUpdate(page.children, update);
  page.token = update.token;
  return update;
}

/** Everything that a page can see of children, the order of their metrics too. */
const seen = (children: readonly Child[]): unknown =>
  children.map(({ metrics, ...others }) => [others, metrics && [...metrics]]);

/** What happens to one child between two looks. */
type Happening = (child: Child) => Child;

const name = fc.constantFrom('loss', 'accuracy', '__proto__');
const values = fc.array(fc.constantFrom(0, 1, 1.5, Number.NaN, -0), { maxLength: 3 });

/** Something that is done to the metrics of a child, in place. */
const toMetrics =
  (change: (metrics: Map<string, Metric>) => unknown): Happening =>
  (one) => {
    const metrics = new Map(one.metrics);
    change(metrics);
    return { ...one, metrics };
  };

/** What a metric is after more was logged, whatever it was before. */
function grown(before: Metric | undefined, metricName: string, logged: readonly number[]): Metric {
  if (before?.kind === 'table') {
    return { ...before, rows: [...before.rows, ...logged.map((value) => ({ cells: new Map([['a', value]]) }))] };
  }
  if (before?.kind === 'artifact') return { ...before, references: [...before.references, ...logged.map(String)] };
  const points = before?.points ?? [];
  const added = logged.map((value, index) => ({ value, step: points.length + index }));
  return { kind: 'scalar', name: metricName, valueType: 'double', points: [...points, ...added] };
}

const grow = fc
  .tuple(name, values)
  .map(([to, logged]) => toMetrics((metrics) => metrics.set(to, grown(metrics.get(to), to, logged))));

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: grow },
  // A metric restarts, is a table, or refers to files.
  fc.tuple(name, values).map(([to, logged]) => toMetrics((metrics) => metrics.set(to, scalar(to, logged)))),
  fc.tuple(name, values).map(([to, logged]) => toMetrics((metrics) => metrics.set(to, table(to, logged)))),
  name.map((to) =>
    toMetrics((metrics) =>
      metrics.set(to, { kind: 'artifact', name: to, artifactType: 'image', references: ['a.png'] }),
    ),
  ),
  // Only its type is another one: 1 and then 1.5 was logged.
  name.map((to) =>
    toMetrics((metrics) => {
      const before = metrics.get(to);
      if (before?.kind === 'scalar') metrics.set(to, { ...before, valueType: `${before.valueType}x` });
    }),
  ),
  name.map((to) => toMetrics((metrics) => metrics.delete(to))),
  fc.constant((one: Child) => ({ ...one, metrics: undefined })),
  fc.constant((one: Child) => ({ ...one, hyperparameters: new Map([['lr', 0.1]]) })),
  fc.constantFrom(undefined, 0.5, 'not-logged' as const).map((early) => (one: Child) => ({ ...one, early })),
  fc.boolean().map((isRead) => (one: Child) => ({ ...one, isRead })),
  fc.nat(3).map((day) => (one: Child) => ({ ...one, endTime: new Date(day) })),
  fc.constantFrom('Running', 'Completed', 'Failed').map((status) => (one: Child) => ({ ...one, status })),
);

/** What happens to the sweep: to a child, or a trial begins (a retry is one), is deleted, or the listing is in another order. */
const steps = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.nat(3), happenings).map(
      ([at, happens]) =>
        (children: readonly Child[]) =>
          children.map((one, index) => (index === at ? happens(one) : one)),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.nat(9).map((number) => (children: readonly Child[]) => {
      const isKnown = children.some(({ runId }) => runId === `HD_1_${number}`);
      return isKnown ? children : [child(number, 'Running'), ...children];
    }),
  },
  fc.nat(3).map((at) => (children: readonly Child[]) => children.toSpliced(at, 1)),
  fc.constant((children: readonly Child[]) => children.toReversed()),
);

it('any sequence of looks gives a page what one look at everything gives, whatever happened between them', () => {
  const moments = fc.record({
    steps: fc.array(steps, { maxLength: 4 }),
    page: fc.nat(2),
    isRestarted: fc.nat(9).map((number) => number === 0),
  });
  fc.assert(
    fc.property(fc.array(moments, { maxLength: 15 }), (history) => {
      const pages = [0, 1, 2].map((): Page => ({ children: [], token: undefined }));
      let children: readonly Child[] = [];
      let tracker = createChangeTracker('service 0');
      for (const [number, moment] of history.entries()) {
        const page = pages[moment.page];
        if (page === undefined) return;
        if (moment.isRestarted) tracker = createChangeTracker(`service ${number}`);
        for (const step of moment.steps) children = step(children);
        look(tracker, children, page);
        const fresh: Page = { children: [], token: undefined };
        look(tracker, children, fresh);
        expect(seen(page.children)).toEqual(seen(children));
        expect(seen(fresh.children)).toEqual(seen(children));
      }
    }),
    { numRuns: 300 },
  );
});

it('a page that missed more looks than are remembered is as right as the others', () => {
  const tracker = createChangeTracker('a');
  const [late, other]: [Page, Page] = [
    { children: [], token: undefined },
    { children: [], token: undefined },
  ];
  const at = (count: number): readonly Child[] => [child(0, 'Running', [scalar('loss', Array(count).fill(1))])];
  look(tracker, at(1), late);
  for (let count = 2; count <= 200; count += 1) look(tracker, at(count), other);
  look(tracker, at(200), late);
  expect(seen(late.children)).toEqual(seen(at(200)));
});

const idsOf = ({ isComplete, children, changes }: ChildrenUpdate): unknown => [
  isComplete,
  children.map(({ runId }) => runId),
  changes.map(({ runId }) => runId),
];

it('sends new children whole, of changed ones what is new, and all of them where one was deleted', () => {
  const tracker = createChangeTracker('a');
  const first = tracker.update([child(1, 'Running'), child(0, 'Completed')], undefined);
  const second = tracker.update([child(2, 'Running'), child(1, 'Running'), child(0, 'Completed')], first.token);
  expect(idsOf(second)).toEqual([false, ['HD_1_2'], []]);
  const third = tracker.update([child(2, 'Running'), child(1, 'Completed'), child(0, 'Completed')], second.token);
  expect(idsOf(third)).toEqual([false, [], ['HD_1_1']]);
  const fourth = tracker.update([child(2, 'Running'), child(0, 'Completed')], third.token);
  expect(idsOf(fourth)).toEqual([true, ['HD_1_2', 'HD_1_0'], []]);
});

it('sends of a metric the points that came after those that were sent, and all of them where it began anew', () => {
  const tracker = createChangeTracker('a');
  const at = (...metrics: readonly Metric[]): readonly Child[] => [child(0, 'Running', metrics)];
  const first = tracker.update(at(scalar('loss', [3, 2]), scalar('lr', [1])), undefined);
  const second = tracker.update(at(scalar('loss', [3, 2, 1]), scalar('lr', [1])), first.token);
  const changed = (update: ChildrenUpdate): unknown =>
    update.changes.map(({ metrics }) => [...metrics].map(([metric, { kept }]) => [metric, kept]));
  expect(changed(second)).toEqual([[['loss', 2]]]);
  const third = tracker.update(at(scalar('loss', [9]), scalar('lr', [1])), second.token);
  expect(changed(third)).toEqual([[['loss', 0]]]);
  const fourth = tracker.update(at(scalar('loss', [9], 'int'), table('lr', [1])), third.token);
  expect(changed(fourth)).toEqual([
    [
      ['loss', 1],
      ['lr', 0],
    ],
  ]);
});

it('does not know the tokens of another tracker, nor such as it has not given', () => {
  const children = [child(0, 'Running')];
  const { token } = createChangeTracker('a').update(children, undefined);
  for (const unknown of [token, 'b.0', 'b.9', 'b.', 'b.1e3', 'b']) {
    const tracker = createChangeTracker('b');
    expect(tracker.update(children, unknown).isComplete, unknown).toBe(true);
  }
});

it('refuses changes that do not belong to what the page has', () => {
  const tracker = createChangeTracker('a');
  const at = (...logged: readonly number[]): readonly Child[] => [child(0, 'Running', [scalar('loss', logged)])];
  const { token } = tracker.update(at(1), undefined);
  const update = tracker.update(at(1, 2), token);
  expect(() => applyUpdate([child(0, 'Running')], update)).toThrow('no beginning of metric "loss"');
});
