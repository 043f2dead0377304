import { describe, expect, it } from 'vitest';
import { SharedCall } from './shared-call.js';

function controlled() {
  const started: { signal: AbortSignal; finish: (value: string) => void; fail: (error: Error) => void }[] = [];
  const call = new SharedCall(
    (signal) => new Promise<string>((finish, fail) => started.push({ signal, finish, fail })),
  );
  return { call, started };
}

describe('SharedCall', () => {
  it('does the work once for all who wait at the same time, and anew for who comes later', async () => {
    const { call, started } = controlled();
    const waiting = [call.join(undefined), call.join(undefined)];
    started[0]?.finish('first');
    expect(await Promise.all(waiting)).toEqual(['first', 'first']);
    const later = call.join(undefined);
    started[1]?.finish('second');
    expect(await later).toBe('second');
    expect(started).toHaveLength(2);
  });

  it('lets one who aborts go without failing the others or stopping the work', async () => {
    const { call, started } = controlled();
    const reason = new Error('enough');
    const controller = new AbortController();
    const leaving = call.join(controller.signal);
    const staying = call.join(undefined);
    controller.abort(reason);
    await expect(leaving).rejects.toBe(reason);
    expect(started[0]?.signal.aborted).toBe(false);
    started[0]?.finish('done');
    expect(await staying).toBe('done');
  });

  it('stops the work when the last one leaves, and starts anew for the next', async () => {
    const { call, started } = controlled();
    const controller = new AbortController();
    const leaving = call.join(controller.signal);
    controller.abort();
    await expect(leaving).rejects.toBe(controller.signal.reason);
    expect(started[0]?.signal.aborted).toBe(true);
    const next = call.join(undefined);
    started[0]?.fail(new Error('stopped'));
    started[1]?.finish('good');
    expect(await next).toBe('good');
  });

  it('does not keep a failure', async () => {
    const { call, started } = controlled();
    const failing = call.join(undefined);
    started[0]?.fail(new Error('no'));
    await expect(failing).rejects.toThrow('no');
    const next = call.join(undefined);
    started[1]?.finish('good');
    expect(await next).toBe('good');
  });
});
