import { describe, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { type ChildRow, printChildTable } from './child-table.js';

const sweepId = 'HD_3d1f6c55-8e0b-4b55-9b1e-2f6c0f1a7b10';

const children: readonly ChildRow[] = [
  {
    runId: `${sweepId}_1`,
    hyperparameters: new Map<string, number | string>([
      ['lr', 0.123_456_789_012],
      ['opt\timizer', 'adam\u001B[2J'],
    ]),
    result: { bestPrimaryMetric: 0.966_666_666_666_7, missingReason: undefined, status: 'Completed' },
  },
  {
    runId: `${sweepId}_0`,
    hyperparameters: new Map([['layers', 9_007_199_254_740_993n]]),
    result: { bestPrimaryMetric: undefined, missingReason: 'not-a-number', status: 'Failed' },
  },
];

describe('printChildTable', () => {
  async function print(options: { isTerminal: boolean; columns?: number }, metricName?: string): Promise<string> {
    const io = memoryIo({ ...options, env: { NO_COLOR: '1' } });
    await printChildTable(io, children, { sweepId, metricName });
    return io.printed.stdout;
  }

  it('gives a pipe a line with names and fields split by tabs, numbers with all digits', async () => {
    expect(await print({ isTerminal: false }, 'accuracy')).toBe(
      [
        String.raw`runId	status	bestPrimaryMetric	lr	opt\timizer	layers`.replaceAll('\\t', '\\t'),
        String.raw`${sweepId}_1	Completed	0.9666666666667	0.123456789012	adam\x1b[2J	`,
        `${sweepId}_0	Failed				9007199254740993`,
        '',
      ].join('\n'),
    );
  });

  it('gives a wide terminal whole ids and a column for each hyperparameter', async () => {
    expect(await print({ isTerminal: true, columns: 140 }, 'accuracy')).toBe(
      [
        String.raw`run                                        accuracy      status     lr         opt\timizer  layers`,
        '─'.repeat(108),
        String.raw`${sweepId}_1  0.966666…     Completed  0.123456…  adam\x1b[2J`,
        `${sweepId}_0  not a number  Failed                             9007199254740993`,
        '',
      ].join('\n'),
    );
  });

  it('has a column for where children run, where one runs beyond its own machine', async () => {
    const io = memoryIo({ isTerminal: true, columns: 140, env: { NO_COLOR: '1' } });
    const placed = { compute: 'lab', node: 'n7', engineId: '4711' };
    const rows = children.map((child, index) => ({
      ...child,
      hyperparameters: undefined,
      result: child.result && { ...child.result, placement: index === 0 ? placed : { compute: 'local' } },
    }));
    await printChildTable(io, rows, { sweepId: 'HD_1', metricName: 'accuracy' });
    expect(io.printed.stdout.split('\n').map((line) => line.slice(43))).toEqual([
      'accuracy      status     on',
      '─'.repeat(47),
      '0.966666…     Completed  lab, node n7, job 4711',
      'not a number  Failed',
      '',
    ]);
  });

  it('leaves out what the ids have in common where room is short', async () => {
    const printed = await print({ isTerminal: true, columns: 80 }, 'accuracy');
    expect(printed).toContain('\n…_1  0.966666…     Completed  0.123456…');
    expect(printed).not.toContain(sweepId);
  });

  it('puts the hyperparameters of a narrow terminal into one column', async () => {
    const lines = (await print({ isTerminal: true, columns: 50 }, 'accuracy')).split('\n');
    expect(lines[0]).toBe('run  accuracy      status     hyperparameters');
    expect(lines[2]).toMatch(/^…_1 {2}0.966666… {5}Completed {2}lr=0\.1234… {2}.*…$/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
  });

  it('shows hyperparameters alone where there is no metric to show', async () => {
    expect((await print({ isTerminal: false })).split('\n')[0]).toBe(String.raw`runId	lr	opt\timizer	layers`);
  });
});
