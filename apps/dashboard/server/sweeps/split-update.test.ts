import fc from 'fast-check';
import { expect, it } from 'vitest';
import { children, childrenUpdates } from '../../api/__fixtures__/messages.js';
import { applyUpdate } from '../../api/children-update.js';
import { splitUpdate } from './split-update.js';

/** Children of which each has an id of its own. */
const many = (from: number, to: number) =>
  fc.array(children, { minLength: from, maxLength: to }).map((list) =>
    list.map((child, index) => ({
      ...child,
      runId: `HD_1_${index}`,
      // What has not been read has no metrics.
      metrics: child.isRead || child.metrics === undefined ? child.metrics : new Map<string, never>(),
    })),
  );

it('the pieces of an update give a page what the whole update gives', () => {
  fc.assert(
    fc.property(many(195, 230), childrenUpdates, (list, { token }) => {
      const update = { token, isComplete: true, children: list, changes: [] };
      const pieces = splitUpdate(update);
      const after = pieces.reduce<ReturnType<typeof applyUpdate>>(applyUpdate, []);
      expect(after).toEqual(applyUpdate([], update));
      expect(pieces.at(-1)?.token).toBe(token);
      expect(pieces.slice(0, -1).every((piece) => piece.token === '')).toBe(true);
    }),
    { numRuns: 20 },
  );
});

it('names the children first and brings their metrics after, some at a time', () => {
  const list = fc.sample(many(450, 450), { numRuns: 1, seed: 1 }).flat();
  const read = list.map((child) => ({ ...child, isRead: true, metrics: new Map() }));
  const pieces = splitUpdate({ token: 'a.1', isComplete: true, children: read, changes: [] });
  expect(pieces.map((piece) => [piece.children.length, piece.changes.length])).toEqual([
    [450, 0],
    [0, 200],
    [0, 200],
    [0, 50],
  ]);
  expect(pieces[0]?.children.some(({ isRead }) => isRead)).toBe(false);
});
