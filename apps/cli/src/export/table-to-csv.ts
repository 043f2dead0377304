import type { RowColumn, RowValue } from '@hyperdrive-run/sdk/rows';
import { stringify } from 'csv-stringify/sync';
import { type CsvCell, columnTexts } from './csv-column.js';
import { guardFormula } from './guard-formula.js';

/**
 * A table as CSV (RFC 4180), its columns in their order. Times are ISO texts in UTC.
 */
export function tableToCsv(columns: readonly RowColumn[]): string {
  const texts = columns.map(({ name, of, values }) =>
    columnTexts({ heading: name, cells: values.map(cellOf), isText: of === 'run' && values.some(isText) }),
  );
  const rows = Array.from({ length: columns[0]?.values.length ?? 0 }, (_, row) =>
    texts.map((column) => column[row] ?? ''),
  );
  return stringify([columns.map(({ name }) => guardFormula(name)), ...rows]);
}

function cellOf(value: RowValue): CsvCell {
  if (value === null) return undefined;
  return value instanceof Date ? value.toISOString() : value;
}

/** Ids and names stay as they are, even where they look like numbers. */
function isText(value: RowValue): boolean {
  return typeof value === 'string';
}
