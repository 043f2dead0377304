import { describe, expect, it } from 'vitest';
import { copyToMlflow } from './copy-to-mlflow.js';
import { HyperDriveRun } from './hyperdrive-run.js';
import { contractScope } from './testing/contract-scope.js';
import { InMemoryBackend } from './testing/in-memory-backend.js';
import { makeSweep } from './testing/sweep-fixture.js';
import { Workspace } from './workspace.js';

// That copies give the same answers is shown on a real server, in tests/mlflow.

async function loadSweep(): Promise<HyperDriveRun> {
  const backend = new InMemoryBackend(contractScope, [makeSweep({ scope: contractScope, runId: 'HD_1' })]);
  return HyperDriveRun.load(new Workspace(backend).experiment('contract'), 'HD_1');
}

/** A server that refuses everything, and remembers what it was asked. */
function refusingServer(): { readonly fetch: typeof fetch; readonly asked: string[] } {
  const asked: string[] = [];
  const answer: typeof fetch = async (input) => {
    asked.push(input instanceof Request ? input.url : String(input));
    return new Response('{"error_code": "PERMISSION_DENIED", "message": "no"}', { status: 403 });
  };
  return { fetch: answer, asked };
}

describe('copyToMlflow', () => {
  it.each([
    ['mlflow+http://127.0.0.1:9', {}, 'contract'],
    ['mlflow+http://127.0.0.1:9?experiment=of%20the%20address', {}, 'of the address'],
    ['mlflow+http://127.0.0.1:9?experiment=of%20the%20address', { experiment: 'given' }, 'given'],
  ])('copies to %s with %j into the experiment %j', async (uri, options, expected) => {
    const { fetch, asked } = refusingServer();
    await expect(copyToMlflow(await loadSweep(), uri, { ...options, fetch })).rejects.toMatchObject({
      code: 'not-authorized',
    });
    expect(new URL(asked[0] ?? '').searchParams.get('experiment_name')).toBe(expected);
  });

  it.each(['azureml://westeurope/subscriptions/s/resourceGroups/g/workspaces/w', 'local', 'http://127.0.0.1:9?x=1'])(
    'refuses %s, which names no MLflow server',
    async (uri) => {
      await expect(copyToMlflow(await loadSweep(), uri)).rejects.toMatchObject({ code: 'invalid-argument' });
    },
  );

  it('stops at once when it is aborted, with the reason of the abort', async () => {
    const reason = new Error('enough');
    const copy = copyToMlflow(await loadSweep(), 'mlflow+http://127.0.0.1:9', { signal: AbortSignal.abort(reason) });
    await expect(copy).rejects.toBe(reason);
  });
});
