import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SweepDocumentNote } from './document-notes.js';
import { toSpaceNames } from './space-names.js';

function named(...names: string[]): { readonly names: Record<string, string>; readonly notes: SweepDocumentNote[] } {
  const notes: SweepDocumentNote[] = [];
  const own = toSpaceNames(names, (path, message) => notes.push({ path, message }));
  return { names: Object.fromEntries(own), notes };
}

describe('the names of hyperparameters in a file', () => {
  it.each([
    ['lr', 'lr'],
    ['_Lr2', '_Lr2'],
    ['--lr', 'lr'],
    ['-a-b.c', 'a_b_c'],
    ['2x', '_2x'],
    ['--2x', '_2x'],
    ['a--', 'a__'],
    ['é', '_'],
    ['', '_'],
    ['--', '_'],
  ])('have for %j the name %j', (given, expected) => {
    expect(named(given).names).toEqual({ [given]: expected });
  });

  it('do not count a name that no file takes as taken', () => {
    expect(named('x-', 'x_').names).toEqual({ 'x-': 'x__2', x_: 'x_' });
  });

  it('are counted where two would be the same, and one that needs no change keeps its own', () => {
    expect(named('-lr', '--lr', 'lr', 'l-r', 'l.r').names).toEqual({
      '-lr': 'lr_2',
      '--lr': 'lr_3',
      lr: 'lr',
      'l-r': 'l_r',
      'l.r': 'l_r_2',
    });
  });

  it('are noted where they are others than in the sweep, and only there', () => {
    expect(named('lr', '--momentum').notes).toEqual([
      {
        path: 'search_space.momentum',
        message: `is called "--momentum" in the sweep, which Azure ML's files do not take`,
      },
    ]);
  });

  it('are all different and all taken by files, whatever the sweep calls them', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', '2', '_', '-', '.'), maxLength: 4 })),
        (given) => {
          const own = [...toSpaceNames(given, () => {}).values()];
          expect(new Set(own).size).toBe(given.length);
          for (const name of own) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
        },
      ),
    );
  });
});
