import { guardFormula } from './guard-formula.js';
import { numberText } from './number-text.js';

/** What a cell may contain; `undefined` is an empty cell. */
export type CsvCell = string | number | bigint | boolean | undefined;

/** One column of a table, from top to bottom. */
export interface CsvColumn {
  /** Not guarded yet. */
  readonly heading: string;
  readonly cells: readonly CsvCell[];
  /** Whether its texts are names even where they look like numbers, as ids do. Default false. */
  readonly isText?: boolean | undefined;
}

const whole = /^-?\d+$/;

/**
 * The texts of a column. Where all of its cells are numbers they are written so that every reader takes it for a column of
 * numbers, and for one of floats where any has a fraction: readers look at the first rows alone, and would stumble over
 * `0.5` below a hundred whole ones. Else numbers stay as they are, and a text that a spreadsheet would run is guarded.
 */
export function columnTexts({ cells, isText = false }: CsvColumn): readonly string[] {
  const numbers = cells.map((cell) => (cell === undefined || typeof cell === 'boolean' ? undefined : numberText(cell)));
  const isNumeric = !isText && cells.every((cell, row) => cell === undefined || numbers[row] !== undefined);
  if (!isNumeric) return cells.map(textOfCell);
  const isFloat = numbers.some((text) => text !== undefined && !whole.test(text));
  return numbers.map((text = '') => (isFloat && whole.test(text) ? `${text}.0` : text));
}

/** In a column of text, a text that is a number stays as it was written: no spreadsheet runs it. */
function textOfCell(cell: CsvCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'boolean') return String(cell);
  const number = numberText(cell);
  if (typeof cell !== 'string') return number ?? '';
  return number === undefined ? guardFormula(cell) : cell;
}
