import type { RowValue } from '@hyperdrive-run/sdk/rows';
import { describe, expect, it } from 'vitest';
import { CliError } from '../../context/cli-error.js';
import { parquetColumn } from './parquet-column.js';
import { tableToParquet } from './table-to-parquet.js';

const column = (values: readonly RowValue[]) => parquetColumn({ name: 'x', of: 'metric', values });

describe('parquetColumn', () => {
  it.each<[string, readonly RowValue[], readonly RowValue[]]>([
    ['INT64', [1, null, 2 ** 53 - 1, 9007199254740993n], [1n, null, 2n ** 53n - 1n, 9007199254740993n]],
    ['DOUBLE', [1, 0.5, 2n ** 53n], [1, 0.5, 2 ** 53]],
    ['DOUBLE', [1, -0], [1, -0]],
    ['DOUBLE', [1, Number.NaN, null], [1, Number.NaN, null]],
    ['DOUBLE', [1, 2n ** 63n], [1, 2 ** 63]],
    ['BOOLEAN', [true, null], [true, null]],
    ['TIMESTAMP', [new Date(5), null], [new Date(5), null]],
    ['STRING', [null, null], [null, null]],
    ['STRING', ['a', 1, -0, true, 2n, new Date(0)], ['a', '1', '-0', 'true', '2', '1970-01-01T00:00:00.000Z']],
  ])('is %s for a column of such values: %#', (type, values, data) => {
    expect(column(values)).toMatchObject({ type, data });
  });
});

it('says what to install where the writer is missing', async () => {
  const missing = new Error("Cannot find package 'hyparquet-writer'");
  const failing = tableToParquet([], async () => Promise.reject(missing));
  await expect(failing).rejects.toThrow(CliError);
  await expect(failing).rejects.toMatchObject({ cause: missing, hint: expect.stringContaining('hyparquet-writer@') });
});

it('writes a file that begins and ends as Parquet does, of no rows too', async () => {
  for (const values of [[], ['a']]) {
    const bytes = await tableToParquet([{ name: 'x', of: 'run', values }]);
    expect([bytes.subarray(0, 4), bytes.subarray(-4)].map((part) => new TextDecoder().decode(part))).toEqual([
      'PAR1',
      'PAR1',
    ]);
  }
});
