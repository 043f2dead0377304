import { choice, HyperDriveConfig, RandomParameterSampling } from '@hyperdrive-run/core/config';
import { isJsonObject, parseJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { openTestBackend } from '../../__fixtures__/open-test-backend.js';
import { type SeenRequest, startTestServer, type TestAnswer } from '../../__fixtures__/start-test-server.js';

const config = new HyperDriveConfig({
  hyperparameterSampling: new RandomParameterSampling({ big: choice(9007199254740993n) }),
  primaryMetricName: 'accuracy',
  primaryMetricGoal: 'maximize',
  maxTotalRuns: 4,
  runConfig: { command: 'node train.mjs' },
});

const created = { status: 201, body: { code: 201, result: { hyperdrive_run_id: 'HD_new', status: 'RUNNING' } } };

async function serviceWith(post: TestAnswer, get: TestAnswer = { body: { runId: 'HD_new', status: 'Running' } }) {
  return startTestServer(({ method }) => (method === 'POST' ? post : get));
}

function configOf(request: SeenRequest | undefined) {
  const part = /name="config"; filename="config.json"\r\n[^{]*(\{.*\})\r\n/s.exec(request?.body ?? '');
  const value = parseJson(part?.[1] ?? 'null');
  if (!isJsonObject(value)) throw new Error('No config was sent.');
  return value;
}

describe('submitting a sweep', () => {
  it('sends the config as the one file of a form, with where it belongs, and returns the run', async () => {
    const server = await serviceWith(created);
    const run = await openTestBackend(server.address).submitSweep(config);
    expect(run).toMatchObject({ runId: 'HD_new', status: 'Running', experimentName: 'tulips' });
    const [request] = server.requests;
    expect(request?.url).toMatch(/^\/hyperdrive\/v1\.0\/subscriptions%2Fsub%2F.*%2Fexperiments%2Ftulips\/runs$/);
    expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    const sent = configOf(request);
    expect([sent.get('name'), sent.get('platform'), typeof sent.get('user')]).toEqual(['tulips', 'AML', 'string']);
    const platform = sent.get('platform_config');
    const scopeKeys = ['ServiceAddress', 'SubscriptionId', 'ResourceGroupName', 'WorkspaceName', 'ExperimentName'];
    expect(isJsonObject(platform) && scopeKeys.map((key) => platform.get(key))).toEqual([
      server.address,
      'sub',
      'group',
      'work space',
      'tulips',
    ]);
    for (const [key, value] of config.toWire()) if (key !== 'platform_config') expect(sent.get(key)).toEqual(value);
    expect(isJsonObject(platform) && platform.has('Definition')).toBe(true);
  });

  it('keeps integers beyond 2^53 exact', async () => {
    const server = await serviceWith(created);
    await openTestBackend(server.address).submitSweep(config);
    expect(server.requests[0]?.body).toContain('9007199254740993');
  });

  it.each([
    ['a lost connection', 'drop the connection', 'connection-failed'],
    ['a service that fails', { status: 503 }, 'service-failure'],
    ['too many requests', { status: 429 }, 'throttled'],
  ] as const)('is never repeated by itself: %s', async (_what, answer, code) => {
    const server = await serviceWith(answer);
    await expect(openTestBackend(server.address).submitSweep(config)).rejects.toMatchObject({ code });
    expect(server.requests).toHaveLength(1);
  });

  it('is sent once more where the token had expired: nothing was submitted then', async () => {
    let count = 0;
    const server = await startTestServer(({ method, headers }) => {
      if (headers.authorization !== 'Bearer t2') return { status: 401 };
      return method === 'POST' ? created : { body: { runId: 'HD_new' } };
    });
    const run = await openTestBackend(server.address, { credential: () => `t${++count}` }).submitSweep(config);
    expect(run.runId).toBe('HD_new');
    expect(configOf(server.requests[1]).get('name')).toBe('tulips');
  });

  it('returns the id of an accepted sweep also where it cannot be read back', async () => {
    const server = await serviceWith(created, { status: 404 });
    const warnings: string[] = [];
    const backend = openTestBackend(server.address, { onWarning: (message) => warnings.push(message) });
    expect(await backend.submitSweep(config)).toMatchObject({ runId: 'HD_new', runType: 'hyperdrive' });
    expect(warnings.join()).toContain('HD_new');
  });

  it("rejects with the signal's reason where it aborts before the run is read back", async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const server = await startTestServer(({ method }) => {
      if (method === 'POST') return created;
      controller.abort(reason);
      return 'never answer';
    });
    const submitting = openTestBackend(server.address).submitSweep(config, { signal: controller.signal });
    await expect(submitting).rejects.toBe(reason);
  });

  it('rejects with what the service says against it', async () => {
    const server = await serviceWith({ status: 400, body: { code: 400, message: 'max_total_jobs is too large' } });
    await expect(openTestBackend(server.address).submitSweep(config)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('max_total_jobs is too large'),
    });
  });
});
