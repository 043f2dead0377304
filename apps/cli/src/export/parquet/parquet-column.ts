import type { RowColumn, RowValue } from '@hyperdrive-run/sdk/rows';

/** What a column of a Parquet file contains. */
export type ParquetType = 'BOOLEAN' | 'DOUBLE' | 'INT64' | 'STRING' | 'TIMESTAMP';

/** A column as the writer takes it: each type is named, because a writer that guesses makes 32 bits of whole numbers. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: ParquetType;
  readonly data: (string | number | bigint | boolean | Date | null)[];
  /** Texts are written as a dictionary: statuses and names repeat. */
  readonly encoding?: 'RLE_DICTIONARY';
}

/**
 * Gives a column the one type that all its values have: whole numbers are 64 bits wide, numbers of which one has a fraction,
 * is -0, not finite or beyond 64 bits are doubles. Values of different kinds, and a column of nothing but missing ones, are text.
 */
export function parquetColumn({ name, values }: RowColumn): ParquetColumn {
  const type = typeOf(values.filter((value) => value !== null));
  const data = values.map((value) => (value === null ? null : converted(value, type)));
  return type === 'STRING' ? { name, type, data, encoding: 'RLE_DICTIONARY' } : { name, type, data };
}

type Present = Exclude<RowValue, null>;

function typeOf(values: readonly Present[]): ParquetType {
  if (values.length === 0) return 'STRING';
  if (values.every((value) => typeof value === 'boolean')) return 'BOOLEAN';
  if (values.every((value) => value instanceof Date)) return 'TIMESTAMP';
  if (values.every(isWhole)) return 'INT64';
  return values.every((value) => typeof value === 'number' || typeof value === 'bigint') ? 'DOUBLE' : 'STRING';
}

function isWhole(value: Present): boolean {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value;
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

function converted(value: Present, type: ParquetType): Present {
  if (type === 'INT64' && typeof value === 'number') return BigInt(value);
  if (type === 'DOUBLE') return Number(value);
  if (type !== 'STRING' || typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  return Object.is(value, -0) ? '-0' : String(value);
}
