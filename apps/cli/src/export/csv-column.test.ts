import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvCell, columnTexts } from './csv-column.js';

const texts = (cells: readonly CsvCell[], isText = false): readonly string[] =>
  columnTexts({ heading: 'x', cells, isText });

describe('columnTexts', () => {
  it.each<[string, readonly CsvCell[], readonly string[]]>([
    ['infinities and NaN as numbers', [Infinity, -Infinity, Number.NaN], ['1e999', '-1e999', 'NaN']],
    ['the words that Python writes for them', ['inf', '-inf', 'Infinity', 'nan'], ['1e999', '-1e999', '1e999', 'NaN']],
    [
      'numbers that came as text, without an apostrophe',
      ['-0.5', '-1e-05', '+3', '2.0'],
      ['-0.5', '-1e-05', '3.0', '2.0'],
    ],
    ['whole numbers as they are', [1, 9007199254740993n, '3'], ['1', '9007199254740993', '3']],
    ['whole numbers beside a fraction as floats', [1, 2n, undefined, 0.5, '3'], ['1.0', '2.0', '', '0.5', '3.0']],
    ['whole numbers beside an infinity as floats', [1, Infinity], ['1.0', '1e999']],
    ['the sign of a negative zero', [-0, 1e21], ['-0.0', '1e+21']],
    ['booleans', [true, undefined, false], ['true', '', 'false']],
    ['texts beside numbers, each as it is', ['adam', '-0.5', -1, '+3', '-inf'], ['adam', '-0.5', '-1', '+3', '-inf']],
  ])('writes %s', (_, cells, expected) => {
    expect(texts(cells)).toEqual(expected);
  });

  it.each(['=1+1', '+cmd', '-1+1', '-', '@sum', '\t=1', '\r=1', '＝1', '-0x10', '-1_000', '--1', '-1e', '+.'])(
    'guards %j, which is no number',
    (text) => {
      expect(texts([text])).toEqual([`'${text}`]);
    },
  );

  it('leaves ids as they are that look like numbers', () => {
    expect(texts(['12', '1e5', '0.5', '+a'], true)).toEqual(['12', '1e5', '0.5', "'+a"]);
  });

  it('never begins a cell with what a spreadsheet runs, unless the cell is a number from end to end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.bigInt(), fc.boolean())),
        (cells) => {
          for (const text of texts(cells)) {
            if (/^[=+\-@\t\r]/.test(text))
              expect(Number.isNaN(Number(text)) && !/^[+-](inf|nan)/i.test(text)).toBe(false);
          }
        },
      ),
    );
  });

  it('gives back every number', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1 }), (numbers) => {
        expect(texts(numbers).map(Number)).toEqual(numbers);
      }),
    );
  });
});
