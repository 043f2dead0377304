import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeForTerminal } from '../escape/escape-for-terminal.js';
import { renderTerminalTable } from './terminal-table.js';

describe('renderTerminalTable', () => {
  it('aligns columns under their headings', () => {
    const table = {
      headings: ['run', 'status', 'accuracy'],
      rows: [
        ['HD_1_0', 'Completed', '0.95'],
        ['HD_1_10', 'Failed', ''],
      ],
      aligns: ['left', 'left', 'right'] as const,
    };
    expect(renderTerminalTable([table], 80)).toBe(
      [
        'run      status     accuracy',
        '────────────────────────────',
        'HD_1_0   Completed      0.95',
        'HD_1_10  Failed',
      ].join('\n'),
    );
  });

  it('takes the first layout that fits', () => {
    const wide = { headings: ['a'], rows: [['x'.repeat(30)]] };
    const narrow = { headings: ['a'], rows: [['x'.repeat(10)]] };
    expect(renderTerminalTable([wide, narrow], 40)).toContain('x'.repeat(30));
    expect(renderTerminalTable([wide, narrow], 20)).toContain('x'.repeat(10));
    expect(renderTerminalTable([wide, narrow], 20)).not.toContain('x'.repeat(11));
  });

  it('cuts the column that may give way, and shows that it was cut', () => {
    const table = { headings: ['run', 'hyperparameters'], rows: [['HD_1_0', 'lr=0.1 '.repeat(20)]], elastic: 1 };
    const [, , row = ''] = renderTerminalTable([table], 40).split('\n');
    expect(row).toMatch(/^HD_1_0 {2}lr=0.1 .*…$/);
    expect(row).toHaveLength(40);
  });

  it('cuts headings before anything below them, where they may give way', () => {
    const table = { headings: ['a_rather_long_name', 'b'], rows: [['0.123456789', 'x']], headingsGiveWay: true };
    expect(renderTerminalTable([table], 16).split('\n')).toEqual([
      'a_rather_lon…  b',
      '─'.repeat(16),
      '0.123456789    x',
    ]);
    const last = { headings: ['last'], rows: [['y']] };
    expect(renderTerminalTable([table, last], 12)).toContain('last');
  });

  it('keeps the colours of cells out of the widths', () => {
    const table = { headings: ['a', 'b'], rows: [['\u001B[31mred\u001B[39m', 'x']] };
    expect(stripVTControlCharacters(renderTerminalTable([table], 80))).toBe('a    b\n──────\nred  x');
  });

  it('is never wider than the terminal, whatever is in it', () => {
    const cell = fc
      .oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom('学習率', 'naïve', ''))
      .map(escapeForTerminal);
    const rows = fc.integer({ min: 1, max: 6 }).chain((columns) =>
      fc.record({
        headings: fc.array(cell, { minLength: columns, maxLength: columns }),
        rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 4 }),
      }),
    );
    fc.assert(
      fc.property(rows, fc.integer({ min: 20, max: 120 }), (table, width) => {
        const [, rule = ''] = renderTerminalTable([table], width).split('\n');
        expect(rule.length).toBeLessThanOrEqual(width);
        for (const line of renderTerminalTable([table], width).split('\n')) {
          // Every character takes one column at least, but for those that combine with the one before.
          expect([...line.replaceAll(/\p{M}/gu, '')].length).toBeLessThanOrEqual(width);
        }
      }),
    );
  });
});
