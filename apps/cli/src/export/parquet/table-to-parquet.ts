import type { RowColumn } from '@hyperdrive-run/sdk/rows';
import type * as Writer from 'hyparquet-writer';
import { CliError } from '../../context/cli-error.js';
import { parquetColumn } from './parquet-column.js';

/** Loads what writes Parquet. */
type LoadWriter = () => Promise<typeof Writer>;

/**
 * A table as a Parquet file.
 * @param load for tests; the package that writes is an optional one
 * @throws CliError where it is not installed
 */
export async function tableToParquet(
  columns: readonly RowColumn[],
  load: LoadWriter = loadWriter,
): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await writerOf(load);
  return new Uint8Array(parquetWriteBuffer({ columnData: columns.map(parquetColumn) }));
}

const loadWriter: LoadWriter = async () => await import('hyparquet-writer');

async function writerOf(load: LoadWriter): ReturnType<LoadWriter> {
  try {
    return await load();
  } catch (error) {
    throw new CliError({
      message: 'Parquet is written by the package hyparquet-writer, which is not installed or cannot be loaded.',
      hint: 'Install it beside the command (npm install hyparquet-writer@0.17.0), or use --format csv.',
      cause: error,
    });
  }
}
