import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './read-csv.js';

function toCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

describe('readCsv', () => {
  it('reads back what was written', () => {
    const cell = fc.oneof(fc.string(), fc.stringMatching(/^[a,"\n\r ]{0,6}$/));
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }));
    fc.assert(
      fc.property(rows, (written) => {
        expect(readCsv(toCsv(written))).toEqual(written);
      }),
    );
  });

  it('reads lines of Windows, and a last line without an end', () => {
    expect(readCsv('a,b\r\n1,\r\n"x ""y""",2')).toEqual([
      ['a', 'b'],
      ['1', ''],
      ['x "y"', '2'],
    ]);
    expect(readCsv('a,b\n1,')).toEqual([
      ['a', 'b'],
      ['1', ''],
    ]);
  });

  it.each(['a,b\n1\n', 'a\n"never closed', 'a\n"x"y\n'])('says of %j that it is none', (text) => {
    expect(readCsv(text)).toBeUndefined();
  });
});
