import { BackendError, InvalidArgumentError, type RunScope } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { describe, expect, it, vi } from 'vitest';
import { backendContract } from '../testing/backend-contract.js';
import { contractScope as scope } from '../testing/contract-scope.js';
import { InMemoryBackend } from '../testing/in-memory-backend.js';
import { makeSweep } from '../testing/sweep-fixture.js';
import { type BackendFace, lazyBackend } from './lazy-backend.js';

function faceIn(of: RunScope): BackendFace {
  return {
    displayName: 'The in-memory backend',
    scope: of,
    getPortalUrl: () => undefined,
    withScope: (change) => faceIn({ ...of, ...change }),
  };
}

const held = (): InMemoryBackend => new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1' })]);

/** What a call rejects with. */
async function failureOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a backend whose adapter is loaded when it is needed', () => {
  describe('keeps the contract of every backend', () => {
    for (const { name, run } of backendContract) {
      it(name, () =>
        run({ open: async (sweeps) => lazyBackend(faceIn(scope), async () => new InMemoryBackend(scope, sweeps)) }),
      );
    }
  });

  it('says its name, scope and pages without loading it, and loads it once for all scopes', async () => {
    const load = vi.fn(async (): Promise<SweepBackend> => held());
    const backend = lazyBackend(faceIn(scope), load);
    const other = backend.withScope({ experimentName: 'other' });
    expect([backend.displayName, backend.scope, backend.getPortalUrl('HD_1')]).toEqual([
      'The in-memory backend',
      scope,
      undefined,
    ]);
    expect(other.scope.experimentName).toBe('other');
    expect(load).not.toHaveBeenCalled();
    const [found, missing] = await Promise.all([backend.getRun('HD_1'), failureOf(other.getRun('HD_1'))]);
    expect([found.runId, missing]).toEqual(['HD_1', expect.objectContaining({ code: 'run-not-found' })]);
    await backend.getRun('HD_1');
    expect(load).toHaveBeenCalledOnce();
  });

  it('rejects with the reason of an abort while the adapter is loaded, which then serves others', async () => {
    let arrive: (backend: SweepBackend) => void = () => undefined;
    const backend = lazyBackend(
      faceIn(scope),
      () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    );
    const caller = new AbortController();
    const listed = backend.listChildRuns('HD_1', { signal: caller.signal })[Symbol.asyncIterator]();
    const [single, first] = [failureOf(backend.getRun('HD_1', { signal: caller.signal })), failureOf(listed.next())];
    const other = backend.getRun('HD_1');
    const reason = new Error('enough');
    caller.abort(reason);
    expect(await Promise.all([single, first])).toEqual([reason, reason]);
    arrive(held());
    expect((await other).runId).toBe('HD_1');
  });

  it('loads nothing for a call that was aborted before', async () => {
    const load = vi.fn(async (): Promise<SweepBackend> => held());
    const reason = new Error('before');
    expect(
      await failureOf(lazyBackend(faceIn(scope), load).getRun('HD_1', { signal: AbortSignal.abort(reason) })),
    ).toBe(reason);
    expect(load).not.toHaveBeenCalled();
  });

  it('says with a typed error that the code could not be loaded, and tries again with the next call', async () => {
    const cause = new TypeError('Failed to fetch dynamically imported module');
    const load = vi.fn(async (): Promise<SweepBackend> => held()).mockRejectedValueOnce(cause);
    const backend = lazyBackend(faceIn(scope), load);
    const error = await failureOf(backend.getRun('HD_1'));
    expect(BackendError.isInstance(error) && [error.code, error.isRetryable, error.cause]).toEqual([
      'connection-failed',
      true,
      cause,
    ]);
    expect((await backend.getRun('HD_1')).runId).toBe('HD_1');
  });

  it("passes on what the adapter's own constructor refuses", async () => {
    const refusal = new InvalidArgumentError({ option: 'x', got: 1, takes: 'y' });
    expect(await failureOf(lazyBackend(faceIn(scope), () => Promise.reject(refusal)).getRun('HD_1'))).toBe(refusal);
  });
});
