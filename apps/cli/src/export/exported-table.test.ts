import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportSnapshot, HyperDriveRun, Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, type SweepOptions, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { ensureParquetEnvironment } from '../../../../tests/readers/parquet/make-environment.mjs';
import { ensureReadersEnvironment } from '../../../../tests/readers/python/make-environment.mjs';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { type ReadColumn, TableReader } from '../__fixtures__/read-table.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';

type Format = 'csv' | 'parquet';

/** The readers of each format, or why there are none. */
let readers: Readonly<Record<Format, TableReader | { readonly notRun: string }>>;
let folder = '';

beforeAll(async () => {
  readers = {
    csv: readerOf(await ensureReadersEnvironment(), 'csv'),
    parquet: readerOf(await ensureParquetEnvironment(), 'parquet'),
  };
  folder = await temporaryFolder();
}, 600_000);

afterAll(async () => {
  for (const reader of Object.values(readers)) if (reader instanceof TableReader) await reader.close();
});

function readerOf(environment: Awaited<ReturnType<typeof ensureReadersEnvironment>>, format: Format) {
  return 'notRun' in environment ? environment : new TableReader(environment.python, format);
}

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'readers' };

interface Column {
  readonly reader: string;
  readonly name: string;
  readonly read: ReadColumn;
}

/** What `hyperdrive export` writes of a sweep, as each reader has it. Skips the test where there is none. */
async function columnsOf(
  context: TestContext,
  children: NonNullable<SweepOptions['children']>,
  { format, per }: { readonly format: Format; readonly per?: 'point' } = { format: 'csv' },
): Promise<Column[]> {
  const opened = readers[format];
  if ('notRun' in opened) return context.skip(opened.notRun);
  const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1', children })]);
  const sweep = await HyperDriveRun.load(new Workspace(backend).experiment('readers'), 'HD_1');
  const lines: string[] = [];
  for await (const line of exportSnapshot(sweep)) lines.push(line);
  await writeFile(path.join(folder, 'sweep.ndjson'), lines.join(''));
  const io = memoryIo({ cwd: folder });
  const fileName = `sweep.${format}`;
  const rows = per === undefined ? [] : ['--per', per];
  const words = ['--format', format, ...rows, '--output', fileName, '--force', '--backend', 'file:sweep.ndjson'];
  const code = await runCli(['export', 'HD_1', ...words], io);
  if (code !== 0) throw new Error(io.printed.stderr);
  const tables = await opened.read(path.join(folder, fileName));
  return [...tables].flatMap(([reader, columns]) => [...columns].map(([name, read]) => ({ reader, name, read })));
}

const floats = /^(float64|Float64|DOUBLE)$/;
const integers = /^(int64|Int64|BIGINT)$/;

/** Each reader's column of a name: its type, and its values. */
function expectColumn(columns: readonly Column[], name: string, type: RegExp, values: readonly unknown[]): void {
  const found = columns.filter((column) => column.name === name);
  expect(found.map(({ reader }) => reader).slice(0, 3)).toEqual(['pandas', 'polars', 'duckdb']);
  for (const { reader, read } of found) {
    expect({ reader, name, type: read.type }).toEqual({ reader, name, type: expect.stringMatching(type) });
    expect({ reader, name, values: read.values.map(withoutMissing) }).toEqual({
      reader,
      name,
      values: values.map(withoutMissing),
    });
  }
}

/** pandas has no missing number but NaN. */
function withoutMissing(value: unknown): unknown {
  return value === 'nan' ? null : value;
}

describe('an exported table, in pandas, polars and DuckDB alike', () => {
  it('has infinities, NaN and what is missing in columns of numbers, in whichever row they are', async (context) => {
    expect.hasAssertions();
    const columns = await columnsOf(context, [
      { metrics: [scalarMetric('accuracy', [Infinity]), scalarMetric('loss', [1, Number.NaN])] },
      { metrics: [scalarMetric('accuracy', [3]), scalarMetric('loss', [2])] },
      { metrics: [scalarMetric('accuracy', [1, -Infinity]), scalarMetric('loss', [0.5, Infinity])] },
      { status: 'Failed' },
    ]);
    expectColumn(columns, 'bestPrimaryMetric', floats, ['inf', 3, 1, null]);
    expectColumn(columns, 'accuracy (last)', floats, ['inf', 3, '-inf', null]);
    expectColumn(columns, 'accuracy (min)', floats, ['inf', 3, '-inf', null]);
    expectColumn(columns, 'loss (last)', floats, ['nan', 2, 'inf', null]);
    expectColumn(columns, 'loss (max)', floats, [1, 2, 'inf', null]);
    expectColumn(
      columns,
      'durationSeconds',
      /./,
      columns.find(({ name }) => name === 'durationSeconds')?.read.values ?? [],
    );
  });

  it('has hyperparameters that came as text in columns of numbers, with their signs', async (context) => {
    const params = (bias: string, depth: string, rate: string, name: string) => ({
      hyperparameters: new Map([
        ['bias', bias],
        ['depth', depth],
        ['rate', rate],
        ['name', name],
      ]),
    });
    expect.hasAssertions();
    const columns = await columnsOf(context, [
      { ...params('-0.5', '-3', '-inf', '-0.5'), metrics: [scalarMetric('accuracy', [3])] },
      { ...params('-1e-05', '+4', 'inf', 'adam'), metrics: [scalarMetric('accuracy', [2])] },
      { ...params('2.0', '5', 'nan', '=1+1'), metrics: [scalarMetric('accuracy', [1])] },
    ]);
    expectColumn(columns, 'bias', floats, [-0.5, -1e-5, 2]);
    expectColumn(columns, 'depth', integers, [-3, 4, 5]);
    expectColumn(columns, 'rate', floats, ['-inf', 'inf', 'nan']);
    expectColumn(columns, 'name', /^(str|object|String|VARCHAR)$/, ['-0.5', 'adam', "'=1+1"]);
  });

  it('is read although the first fraction is below more whole numbers than a reader looks at', async (context) => {
    const count = 120;
    const values = Array.from({ length: count }, (_, row) => (row < count - 1 ? row : 0.25));
    expect.hasAssertions();
    const columns = await columnsOf(
      context,
      values.map((value, row) => ({
        metrics: [scalarMetric('accuracy', [count - row]), scalarMetric('loss', [value])],
      })),
    );
    expectColumn(columns, 'loss (last)', floats, values);
    expectColumn(
      columns,
      'accuracy (last)',
      integers,
      values.map((_, row) => count - row),
    );
  });

  it('keeps whole numbers beyond 2^53, and names of columns that are taken apart', async (context) => {
    expect.hasAssertions();
    const columns = await columnsOf(context, [
      {
        hyperparameters: new Map<string, string | bigint>([
          ['seed', 9007199254740993n],
          ['status', 'cold'],
          ['accuracy (last)', 'x'],
        ]),
        metrics: [scalarMetric('accuracy', [0.5])],
      },
    ]);
    expectColumn(columns, 'status (hyperparameter)', /./, ['cold']);
    expectColumn(columns, 'accuracy (last)', /./, ['x']);
    expectColumn(columns, 'accuracy (last) (metric)', floats, [0.5]);
    for (const { name, read } of columns) if (name === 'seed') expect(read.type).toMatch(integers);
  });
});

const texts = /^(str|object|string|String|VARCHAR|large_string)$/;
/** Four readers, each with its own word for 64 bits. */
const parquetIntegers = /^(int64|Int64|BIGINT)$/;
const parquetFloats = /^(float64|double|Float64|DOUBLE)$/;
/** polars and DuckDB leave out the zone, which is UTC. */
const times = /^(datetime64\[ms, UTC\]|timestamp\[ms, tz=UTC\]|Datetime\(time_unit='ms', time_zone=.*\)|TIMESTAMP.*)$/;

/** The names of the readers that have a column. */
function readersOf(columns: readonly Column[], name: string): readonly string[] {
  return columns.filter((column) => column.name === name).map(({ reader }) => reader);
}

describe('an exported Parquet file, in pandas, polars, DuckDB and pyarrow alike', () => {
  it('has one row a child with true types', async (context) => {
    expect.hasAssertions();
    const columns = await columnsOf(
      context,
      [
        {
          hyperparameters: new Map<string, string | number | bigint | boolean>([
            ['seed', 9007199254740993n],
            ['rate', 1],
            ['name', 'adam'],
            ['warm', true],
            ['mixed', 'x'],
          ]),
          metrics: [scalarMetric('accuracy', [3, -0]), scalarMetric('loss', [Number.NaN])],
        },
        {
          hyperparameters: new Map<string, string | number | bigint | boolean>([
            ['seed', -1],
            ['rate', 0.5],
            ['name', '=1+1'],
            ['warm', false],
            ['mixed', 1],
          ]),
          metrics: [scalarMetric('accuracy', [2, Infinity]), scalarMetric('loss', [-Infinity])],
        },
      ],
      { format: 'parquet' },
    );
    expect(readersOf(columns, 'runId')).toEqual(['pandas', 'polars', 'duckdb', 'pyarrow']);
    expectColumn(columns, 'seed', parquetIntegers, [-1, '9007199254740993']);
    expectColumn(columns, 'rate', parquetFloats, [0.5, 1]);
    expectColumn(columns, 'name', texts, ['=1+1', 'adam']);
    expectColumn(columns, 'warm', /^(bool|Boolean|BOOLEAN)$/, [false, true]);
    expectColumn(columns, 'mixed', texts, ['1', 'x']);
    expectColumn(columns, 'steps', parquetIntegers, [2, 2]);
    expectColumn(columns, 'accuracy (last)', parquetFloats, ['inf', '-0']);
    expectColumn(columns, 'accuracy (min)', parquetFloats, [2, '-0']);
    expectColumn(columns, 'loss (last)', parquetFloats, ['-inf', 'nan']);
    expectColumn(columns, 'startTime', times, [Date.UTC(2026, 0, 12, 8, 2) / 1000, Date.UTC(2026, 0, 12, 8, 1) / 1000]);
    expectColumn(columns, 'failureReason', texts, [null, null]);
  });

  it('has whole numbers beside missing ones as whole numbers, but for pandas, which has no such type unasked', async (context) => {
    expect.hasAssertions();
    const columns = await columnsOf(context, [{ hyperparameters: new Map([['n', 7]]) }, {}], { format: 'parquet' });
    expectColumn(columns, 'n', /^(float64|int64|Int64|BIGINT)$/, [null, 7]);
    const types = columns.filter(({ name }) => name === 'n').map(({ reader, read }) => [reader, read.type]);
    expect(types).toContainEqual(['pyarrow', 'int64']);
  });

  it('has one row a logged value', async (context) => {
    expect.hasAssertions();
    const children = [
      {
        metrics: [scalarMetric('accuracy', [1, 0.5]), scalarMetric('note', ['a'])],
        hyperparameters: new Map([['lr', 2]]),
      },
    ];
    for (const format of ['parquet', 'csv'] as const) {
      const columns = await columnsOf(context, children, { format, per: 'point' });
      expectColumn(columns, 'metric', texts, ['accuracy', 'accuracy', 'note']);
      expectColumn(columns, 'step', parquetIntegers, [0, 1, 0]);
      expectColumn(columns, 'value', parquetFloats, [1, 0.5, null]);
      expectColumn(columns, 'text', texts, [null, null, 'a']);
      expectColumn(columns, 'lr', parquetIntegers, [2, 2, 2]);
    }
  });
});
