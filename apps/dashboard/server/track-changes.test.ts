import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Child } from '../api/child.js';
import { applyUpdate, type ChildrenUpdate } from '../api/children-update.js';
import { createChangeTracker } from './track-changes.js';

const child = (number: number, status: string): Child => ({
  runId: `HD_1_${number}`,
  parentRunId: 'HD_1',
  status,
  searchTrial: undefined,
  hyperparameters: undefined,
  metrics: undefined,
});

interface Page {
  children: readonly Child[];
  token: string | undefined;
}

/** A moment of a sweep: some of its children in some order, mostly the newest first. */
const moment = fc.oneof(
  fc
    .nat(6)
    .chain((count) =>
      fc
        .array(fc.constantFrom('Running', 'Completed'), { minLength: count, maxLength: count })
        .map((statuses) => statuses.map((status, index) => child(count - index, status))),
    ),
  fc.shuffledSubarray([child(1, 'Running'), child(2, 'Completed'), child(3, 'Failed')]),
);

it('a page that applies the updates has all children as they are, whichever looks it missed', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(moment, fc.nat(2)), { maxLength: 12 }), (history) => {
      const tracker = createChangeTracker('a');
      const pages = [0, 1, 2].map((): Page => ({ children: [], token: undefined }));
      for (const [children, index] of history) {
        const page = pages[index];
        if (page === undefined) return;
        const update = tracker.update(children, page.token);
        page.children = applyUpdate(page.children, update);
        page.token = update.token;
        expect(page.children).toEqual(children);
      }
    }),
  );
});

it('sends new and changed children alone, and all of them where one was deleted', () => {
  const tracker = createChangeTracker('a');
  const idsOf = ({ isComplete, children }: ChildrenUpdate) => [isComplete, ...children.map(({ runId }) => runId)];
  const first = tracker.update([child(1, 'Running'), child(0, 'Completed')], undefined);
  const second = tracker.update([child(2, 'Running'), child(1, 'Running'), child(0, 'Completed')], first.token);
  expect(idsOf(second)).toEqual([false, 'HD_1_2']);
  const third = tracker.update([child(2, 'Running'), child(1, 'Completed'), child(0, 'Completed')], second.token);
  expect(idsOf(third)).toEqual([false, 'HD_1_1']);
  const fourth = tracker.update([child(2, 'Running'), child(0, 'Completed')], third.token);
  expect(idsOf(fourth)).toEqual([true, 'HD_1_2', 'HD_1_0']);
});

it('does not know the tokens of another tracker, nor such as it has not given', () => {
  const children = [child(0, 'Running')];
  const { token } = createChangeTracker('a').update(children, undefined);
  for (const unknown of [token, 'b.0', 'b.9', 'b.', 'b.1e3', 'b']) {
    const tracker = createChangeTracker('b');
    expect(tracker.update(children, unknown).isComplete, unknown).toBe(true);
  }
});
