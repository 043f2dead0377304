import { expect, it } from 'vitest';
import type { Child } from '../../api/child.js';
import { usualRanking } from '../__fixtures__/usual-ranking.js';
import { trialColumns } from '../sweep/trial-columns.js';
import { filterRows, type RowFilter } from './filter-rows.js';
import { rankChildren } from './rank-children.js';

const child = (number: number, lr: number | string, value: number, status = 'Completed'): Child => ({
  runId: `HD_1_${number}`,
  parentRunId: 'HD_1',
  status,
  searchTrial: undefined,
  hyperparameters: new Map<string, number | string>([
    ['lr', lr],
    ['optimizer', number % 2 === 0 ? 'Adam' : 'sgd'],
  ]),
  placement: number === 3 ? 'lab, node 7' : undefined,
  startTime: undefined,
  endTime: undefined,
  early: undefined,
  isRead: true,
  metrics: new Map([['loss', { kind: 'scalar', name: 'loss', valueType: 'double', points: [{ value }] }]]),
});

const children = [child(0, 0.1, 4), child(1, 0.2, 3), child(2, 'auto', 2), child(3, 0.4, 1, 'Failed')];
const columns = trialColumns({
  sweepId: 'HD_1',
  children,
  ranking: usualRanking,
  primaryMetric: 'loss',
  scale: () => undefined,
  chosen: new Set(),
});
const ids = (filter: Partial<RowFilter>) =>
  filterRows(rankChildren(children, usualRanking).rows, columns, { find: '', statuses: [], ranges: [], ...filter }).map(
    ({ runId }) => runId.slice(5),
  );

it('finds rows by words in any column, whatever their case', () => {
  expect(ids({})).toEqual(['3', '2', '1', '0']);
  expect(ids({ find: 'adam' })).toEqual(['2', '0']);
  expect(ids({ find: ' node  FAILED ' })).toEqual(['3']);
  expect(ids({ find: 'HD_1_1' })).toEqual(['1']);
});

it('keeps the chosen statuses, the values within every range, and the trials that a chart has brushed', () => {
  expect(ids({ statuses: ['Failed', 'Running'] })).toEqual(['3']);
  expect(ids({ ranges: [{ column: 'h:lr', from: 0.2, to: undefined }] })).toEqual(['3', '1']);
  const ranges = [
    { column: 'h:lr', from: 0.1, to: 0.2 },
    { column: 'value', from: undefined, to: 3 },
  ];
  expect(ids({ ranges })).toEqual(['1']);
  expect(ids({ ranges: [{ column: 'h:gone', from: 0, to: 1 }] })).toEqual([]);
  expect(ids({ brushed: new Set(['HD_1_0', 'HD_1_2']) })).toEqual(['2', '0']);
});
