import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findStrayRun } from './find-stray-run.js';

const name = (index: number): string => `run ${index}`;

/** A tree in any order: each run but the first has one with a smaller number as its parent. */
const tree = fc
  .array(fc.nat(), { maxLength: 30 })
  .chain((picks) =>
    fc.shuffledSubarray(
      [
        [name(0), undefined] as const,
        ...picks.map((pick, index) => [name(index + 1), name(pick % (index + 1))] as const),
      ],
      { minLength: picks.length + 1 },
    ),
  );

describe('findStrayRun', () => {
  it('finds none in a tree, in whatever order its runs are', () => {
    fc.assert(
      fc.property(tree, (runs) => {
        expect(findStrayRun(name(0), new Map(runs))).toBeUndefined();
      }),
    );
  });

  it('finds the circle wherever a run of the tree is given one of those below it as its parent', () => {
    fc.assert(
      fc.property(tree, fc.nat(), (runs, pick) => {
        const parents = new Map(runs);
        const [runId] = runs[pick % runs.length] ?? [name(0)];
        const ends = [...parents.keys()].filter((id) => isAtOrBelow(parents, id, runId));
        for (const end of ends) {
          const stray = findStrayRun(name(0), new Map([...parents, [runId, end]]));
          expect(stray?.problem).toMatch(runId === name(0) ? /names its own run/ : /is its own ancestor/);
        }
      }),
    );
  });

  it('finds a run without a parent and one whose parent is not there, but lets the sweep have one elsewhere', () => {
    expect(findStrayRun('a', new Map([['a', 'pipeline']]))).toBeUndefined();
    expect(
      findStrayRun(
        'a',
        new Map([
          ['a', undefined],
          ['b', undefined],
        ]),
      ),
    ).toEqual({ runId: 'b', problem: 'names no parent' });
    const problem = 'names the parent "x", which is not a run of the sweep';
    expect(
      findStrayRun(
        'a',
        new Map([
          ['a', 'pipeline'],
          ['b', 'a'],
          ['c', 'x'],
        ]),
      ),
    ).toEqual({ runId: 'c', problem });
  });

  it('looks at each run once, however long the chain is', () => {
    let looks = 0;
    class Counted extends Map<string, string | undefined> {
      override get(key: string): string | undefined {
        looks += 1;
        return super.get(key);
      }
    }
    const count = 100_000;
    const chain = Array.from(
      { length: count },
      (_, index) => [name(index), index === 0 ? undefined : name(index - 1)] as const,
    );
    expect(findStrayRun(name(0), new Counted(chain.toReversed()))).toBeUndefined();
    expect(looks).toBeLessThanOrEqual(count);
  });
});

function isAtOrBelow(parents: ReadonlyMap<string, string | undefined>, runId: string, above: string): boolean {
  const parent = parents.get(runId);
  return runId === above || (parent !== undefined && isAtOrBelow(parents, parent, above));
}
