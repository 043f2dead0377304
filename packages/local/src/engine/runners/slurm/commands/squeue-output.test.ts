import { expect, it } from 'vitest';
import { parseQueue } from './squeue-output.js';

it('reads the jobs of a queue, whatever their names contain', () => {
  const text = '7|PENDING|Resources||a|b\n8|RUNNING|None|node[1-2]|c d\n12_3|COMPLETED|None|n1|\n\nslurm is busy\n';
  expect(parseQueue(text)).toEqual([
    { id: '7', state: 'PENDING', reason: 'Resources', nodes: '', name: 'a|b' },
    { id: '8', state: 'RUNNING', reason: 'None', nodes: 'node[1-2]', name: 'c d' },
    { id: '12_3', state: 'COMPLETED', reason: 'None', nodes: 'n1', name: '' },
  ]);
});
