import { RunMetrics } from '@hyperdrive-run/sdk';
import { describe, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { printMetricLines } from './metric-lines.js';
import { printMetricTable } from './metric-table.js';

const logged = new RunMetrics([
  [
    'loss',
    {
      kind: 'scalar',
      name: 'loss',
      valueType: 'double',
      points: [
        { value: 0.5, step: 10 },
        { value: Number.NaN },
        { value: 0.123_456_789_012 },
        { value: Number.POSITIVE_INFINITY },
      ],
    },
  ],
  ['done', { kind: 'scalar', name: 'done', valueType: 'bool', points: [{ value: true }] }],
  [
    'by class',
    {
      kind: 'table',
      name: 'by class',
      columns: new Map([
        ['name', 'string'],
        ['count', 'int'],
      ]),
      rows: [
        {
          cells: new Map<string, string | bigint>([
            ['name', 'a\tb'],
            ['count', 9_007_199_254_740_993n],
          ]),
          step: 1,
        },
      ],
    },
  ],
  ['plot', { kind: 'artifact', name: 'plot', artifactType: 'azureml.v2.image', references: ['aml://plot.png'] }],
]);

async function* oneRun(): AsyncGenerator<readonly [string, RunMetrics]> {
  yield ['HD_1_0', logged];
}

async function print(options: { isTerminal: boolean; columns?: number }): Promise<string[]> {
  const io = memoryIo({ ...options, env: { NO_COLOR: '1' } });
  if (options.isTerminal) await printMetricTable(io, new Map([['HD_1_0', logged]]), 'HD_1');
  else await printMetricLines(io, oneRun());
  return io.printed.stdout.trimEnd().split('\n');
}

describe('what was logged', () => {
  it('gives a terminal a line for each metric: its values in number, first and last, least and greatest', async () => {
    expect(await print({ isTerminal: true, columns: 100 })).toEqual([
      'run     metric    values  first  last               min        max',
      '─'.repeat(71),
      'HD_1_0  loss           4  0.5    Infinity           0.123456…  Infinity',
      'HD_1_0  done           1         true',
      'HD_1_0  by class       1         rows of 2 columns',
      'HD_1_0  plot           1         aml://plot.png',
    ]);
  });

  it('gives a pipe a line for each value', async () => {
    expect((await print({ isTerminal: false })).map((line) => line.split('\t').slice(1))).toEqual([
      ['metric', 'row', 'step', 'column', 'value'],
      ['loss', '0', '10', '', '0.5'],
      ['loss', '1', '', '', 'NaN'],
      ['loss', '2', '', '', '0.123456789012'],
      ['loss', '3', '', '', 'Infinity'],
      ['done', '0', '', '', 'true'],
      ['by class', '0', '1', 'name', String.raw`a\tb`],
      ['by class', '0', '1', 'count', '9007199254740993'],
      ['plot', '0', '', '', 'aml://plot.png'],
    ]);
  });
});
