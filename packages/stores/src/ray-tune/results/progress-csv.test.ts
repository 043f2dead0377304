import { expect, it } from 'vitest';
import { readProgressCsv } from './progress-csv.js';

it('reads what Python wrote: its words for numbers and booleans, quoted texts, empty cells and lists as none', () => {
  const text = [
    'loss,flag,note,count,eval/acc,list,missing',
    '0.5,True,"a, ""b""\nc",9007199254740993,nan,"[0.1, 0.2]",',
    '-1e-05,False,d,3,-inf,"{\'a\': 1}",7',
    '',
  ].join('\n');
  expect(readProgressCsv(text)).toEqual([
    new Map<string, unknown>([
      ['loss', 0.5],
      ['flag', true],
      ['note', 'a, "b"\nc'],
      ['count', 9007199254740993n],
      ['eval/acc', Number.NaN],
    ]),
    new Map<string, unknown>([
      ['loss', -1e-5],
      ['flag', false],
      ['note', 'd'],
      ['count', 3],
      ['eval/acc', Number.NEGATIVE_INFINITY],
      ['missing', 7],
    ]),
  ]);
});

it.each(['loss,n\n1,2\n3', 'loss,n\n1,2\n3,', 'loss,n\n1,2\n3,4', 'loss,n\r\n1,2\r\n', 'loss,n\n1,2\n"3'])(
  'leaves out a last line that was cut: %j',
  (text) => {
    expect(readProgressCsv(text)).toEqual([
      new Map([
        ['loss', 1],
        ['n', 2],
      ]),
    ]);
  },
);

it('has no rows in an empty file', () => {
  expect(readProgressCsv('')).toEqual([]);
});
