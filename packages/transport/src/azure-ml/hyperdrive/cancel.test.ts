import { describe, expect, it } from 'vitest';
import { azureNotThere, openTestBackend, quickRetry, runsPrefix } from '../../__fixtures__/open-test-backend.js';
import { startTestServer, type TestAnswer } from '../../__fixtures__/start-test-server.js';

/** A service whose run has these statuses one after the other, and that answers a cancel as given. */
async function serviceWith(statuses: readonly string[], cancelAnswer: TestAnswer) {
  let asked = 0;
  return startTestServer(({ method }) =>
    method === 'POST'
      ? cancelAnswer
      : { body: { runId: 'HD_1', status: statuses[Math.min(asked++, statuses.length - 1)] } },
  );
}

describe('cancelling a sweep', () => {
  it('asks the hyperdrive service, telling it where the run history is', async () => {
    const server = await serviceWith(['Running'], { body: { code: 200, result: 'ok' } });
    await openTestBackend(server.address).cancelSweep('HD_1');
    const scope =
      'subscriptions/sub/resourceGroups/group/providers/Microsoft.MachineLearningServices/workspaces/work space/experiments/tulips';
    expect(server.requests.find(({ method }) => method === 'POST')).toMatchObject({
      method: 'POST',
      url: `/hyperdrive/v1.0/${encodeURIComponent(scope)}/runs/HD_1/cancel`,
      headers: { runhistoryhost: server.address },
      body: '',
    });
  });

  it('accepts a success without a body', async () => {
    const server = await serviceWith(['Running'], { status: 200 });
    await expect(openTestBackend(server.address).cancelSweep('HD_1')).resolves.toBeUndefined();
  });

  it.each(['Completed', 'Failed', 'Canceled'])('does not ask to cancel what is %s', async (status) => {
    const server = await serviceWith([status], { status: 200 });
    await expect(openTestBackend(server.address).cancelSweep('HD_1')).rejects.toMatchObject({
      code: 'already-finished',
      message: expect.stringContaining(status),
      runId: 'HD_1',
    });
    expect(server.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('distinguishes a sweep that ended meanwhile from one that may not be canceled', async () => {
    const refusal = { status: 400, body: { code: 400, message: 'too late' } };
    const ended = await serviceWith(['Running', 'Completed'], refusal);
    await expect(openTestBackend(ended.address).cancelSweep('HD_1')).rejects.toMatchObject({
      code: 'already-finished',
    });
    const running = await serviceWith(['Running'], refusal);
    await expect(openTestBackend(running.address).cancelSweep('HD_1')).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('too late'),
    });
  });

  it('says of an unknown sweep that it is not found', async () => {
    const server = await startTestServer(() => azureNotThere);
    await expect(openTestBackend(server.address).cancelSweep('HD_1')).rejects.toMatchObject({ code: 'run-not-found' });
  });

  it('asks again after a lost connection: cancelling twice cancels once', async () => {
    let posts = 0;
    const server = await startTestServer(({ method }) =>
      method === 'POST' && posts++ === 0 ? 'drop the connection' : { body: { runId: 'HD_1', status: 'Running' } },
    );
    await openTestBackend(server.address, { retry: quickRetry }).cancelSweep('HD_1');
    expect(posts).toBe(2);
  });
});

describe('cancelling one run', () => {
  it('asks the run history', async () => {
    const server = await serviceWith(['Running'], { status: 200 });
    await openTestBackend(server.address).cancelRun('HD_1_0');
    expect(server.requests.find(({ method }) => method === 'POST')).toMatchObject({
      method: 'POST',
      url: `${runsPrefix}/runs/HD_1_0/cancel`,
    });
  });
});
