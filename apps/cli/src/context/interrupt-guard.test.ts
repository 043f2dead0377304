import { describe, expect, it, vi } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { guardSweep } from './interrupt-guard.js';

describe('guardSweep', () => {
  function guarded(cancel = vi.fn(async () => undefined)) {
    const io = memoryIo();
    const printed: string[] = [];
    const guard = guardSweep(io, { print: (text) => printed.push(text), question: 'Really?', cancel });
    return { io, printed, guard, cancel };
  }

  it('asks at the first Ctrl+C and cancels once at the second', () => {
    const { io, printed, cancel } = guarded();
    io.send('SIGINT');
    expect(printed).toEqual(['Really?']);
    expect(cancel).not.toHaveBeenCalled();
    io.send('SIGINT');
    io.send('SIGINT');
    expect(cancel).toHaveBeenCalledOnce();
    expect(printed.at(-1)).toContain('is being canceled');
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('cancels at once at %s', (signal) => {
    const { io, cancel } = guarded();
    io.send(signal);
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('lets a cancel that failed be tried again', async () => {
    const { io, printed, cancel } = guarded(vi.fn(() => Promise.reject(new Error('no answer'))));
    io.send('SIGTERM');
    await vi.waitFor(() => expect(printed.at(-1)).toContain('no answer'));
    io.send('SIGINT');
    io.send('SIGINT');
    expect(cancel).toHaveBeenCalledTimes(2);
  });

  it('ignores signals once it is released', () => {
    const { io, printed, guard } = guarded();
    guard.release();
    io.send('SIGINT');
    expect(printed).toEqual([]);
  });
});
