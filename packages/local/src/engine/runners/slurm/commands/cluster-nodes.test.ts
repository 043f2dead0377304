import { expect, it } from 'vitest';
import { parseNodes } from './cluster-nodes.js';

it('counts what the nodes of a cluster have, each once, and what of it is free', () => {
  const text = [
    'n1   0/8/0/8     4000    idle    (null)           gpu:0',
    'n1   0/8/0/8     4000    idle    (null)           gpu:0',
    'n2   6/10/0/16   8000    mix     gpu:a100:4(S:0)  gpu:a100:3(IDX:0-2)',
    'n3   0/32/0/32   16000   down*   gpu:8            gpu:0',
  ].join('\n');
  expect(parseNodes(`${text}\n`)).toEqual({
    nodes: 3,
    cpus: { free: 18, total: 56 },
    gpus: { free: 1, total: 12 },
    largest: { cpus: 32, gpus: 8, memoryBytes: 16_000 * 2 ** 20 },
  });
  expect(parseNodes('')).toMatchObject({ nodes: 0, cpus: { free: 0, total: 0 } });
});
