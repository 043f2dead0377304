import { describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import type { CommandContext } from '../context/command-context.js';
import { userPrograms } from './user-programs.js';

const contextOf = (backend: string): CommandContext => ({
  io: memoryIo({ env: { PATH: '/here/bin', CONDA_PREFIX: '', HOME: '/home/ada' } }),
  globals: { backend, json: false, verbose: false },
});

describe('the programs of who submits', () => {
  it('are those of trials on the own machine of the local service', () => {
    const here = new Map([['PATH', '/here/bin']]);
    expect([undefined, 'local'].map((compute) => userPrograms(contextOf('local'), compute))).toEqual([here, here]);
  });

  it('are none of a cluster, nor of another service', () => {
    expect(userPrograms(contextOf('local'), 'lab').size).toBe(0);
    expect(userPrograms(contextOf('http://127.0.0.1:8787'), undefined).size).toBe(0);
  });
});
