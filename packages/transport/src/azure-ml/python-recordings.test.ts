import { readFile } from 'node:fs/promises';
import { HyperDriveError, toPythonMetricShape } from '@hyperdrive-run/core';
import { HyperDriveConfig, RandomParameterSampling, uniform } from '@hyperdrive-run/core/config';
import { isJsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { type RecordedExchange, readRecording } from '../../../../tests/recordings/read-recording.mjs';
import { collect, openTestBackend } from '../__fixtures__/open-test-backend.js';
import { type SeenRequest, startTestServer } from '../__fixtures__/start-test-server.js';
import { createAzureMlTrainingBackend } from './azure-ml-training-backend.js';

// The scope and the runs of the recordings: see tests/recordings/README.md.
const scope = {
  subscriptionId: '2c9f1e52-7a3b-4d18-9e60-5b8a4c7d1f03',
  resourceGroup: 'garden',
  workspaceName: 'greenhouse',
  experimentName: 'tulips',
} as const;
const sweepId = 'HD_5d1c7a0e-3b42-4f7e-9a51-0c6f2e8d4b19';
const oddSweepId = 'HD_0e8f5c31-94d7-4b6a-b2c0-7d19a3e4f586';

/** A request so that two that mean the same look the same: runs are read by the experiment's id or by its name. */
function normalised(method: string, path: string, query: string, body: unknown): string {
  const byName = path.replace(/\/experimentids\/d4b7c2a9[^/]*\//, '/experiments/tulips/');
  const parameters = [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`).toSorted();
  return JSON.stringify([method, byName, parameters, body ?? null]);
}

function normalisedExchange({ request }: RecordedExchange): string {
  return normalised(request.method, request.path, request.query ?? '', request.body);
}

function normalisedRequest({ method, url, body }: SeenRequest): string {
  const [path = '', query = ''] = url.split('?');
  return normalised(method, path, query, /^[[{]/.test(body) ? JSON.parse(body) : null);
}

/** A service that answers what was recorded to the requests that were recorded, and nothing to any other. */
async function replay(recording: string, isUsed: (step: string) => boolean) {
  const exchanges = (await readRecording(recording)).filter(({ step }) => isUsed(step));
  const answers = new Map(exchanges.map((exchange) => [normalisedExchange(exchange), exchange.response]));
  const unknown: string[] = [];
  const server = await startTestServer((request) => {
    const wanted = normalisedRequest(request);
    const answer = answers.get(wanted);
    if (answer !== undefined) return { status: answer.status, body: answer.body };
    unknown.push(wanted);
    return { status: 501, body: { error: { message: 'not recorded' } } };
  });
  return { server, unknown };
}

const isGood = (step: string): boolean => !step.startsWith('error:');

/** What Python returned in a step. */
async function pythonAnswer(step: string): Promise<JsonValue | undefined> {
  const file = new URL('../../../../tests/recordings/python-hyperdrive-answers.json', import.meta.url);
  const answers = parseJson(await readFile(file, 'utf8'));
  const found = Array.isArray(answers)
    ? answers.find((entry) => isJsonObject(entry) && entry.get('step') === step)
    : undefined;
  const answer = isJsonObject(found) ? found.get('answer') : undefined;
  return isJsonObject(answer) ? answer.get('value') : undefined;
}

describe("the adapter, against the real Python client's traffic", () => {
  it.each([
    [sweepId, 'children'],
    [oddSweepId, 'odd: metrics'],
  ])('asks for the children of %s as Python does, and reads the same ones in the same order', async (id, step) => {
    const { server, unknown } = await replay('python-hyperdrive-run.json', isGood);
    const children = await collect(openTestBackend(server.address, { scope }).listChildRuns(id));
    expect(unknown).toEqual([]);
    const python = await pythonAnswer(step);
    const ids = isJsonObject(python)
      ? [...python.keys()]
      : Array.isArray(python)
        ? python.map((child) => isJsonObject(child) && child.get('run_id'))
        : [];
    expect(ids.length).toBeGreaterThan(2);
    const listed = children.map(({ runId }) => runId);
    // Python leaves children that logged nothing out of its metrics.
    expect(listed.filter((runId) => ids.includes(runId))).toEqual(ids);
  });

  it.each([
    [sweepId, 'metrics'],
    [oddSweepId, 'odd: metrics'],
  ])('asks for the metrics of the children of %s as Python does, and reads the same values', async (id, step) => {
    const { server, unknown } = await replay('python-hyperdrive-run.json', isGood);
    const backend = openTestBackend(server.address, { scope });
    const children = (await collect(backend.listChildRuns(id))).map(({ runId }) => runId);
    const read = new Map<string, unknown>();
    for await (const result of backend.getMetrics(children)) {
      if (result.kind === 'unreadable') throw result.error;
      const shape = [...result.metrics].map(([name, metric]) => [name, toPythonMetricShape(metric)]);
      if (shape.length > 0) read.set(result.runId, Object.fromEntries(shape));
    }
    expect(unknown).toEqual([]);
    const python = await pythonAnswer(step);
    expect(shown(read)).toEqual(shown(python));
  });

  it("reads the sweep's own runs, details and its table of best children", async () => {
    const { server, unknown } = await replay('python-hyperdrive-run.json', isGood);
    const backend = openTestBackend(server.address, { scope });
    const run = await backend.getRun(sweepId);
    expect(run).toMatchObject({ runId: sweepId, status: 'Completed', runType: 'hyperdrive', createdBy: 'A Gardener' });
    expect(run.tags.size).toBeGreaterThan(5);
    expect(run.properties.get('best_child_run_id')).toBe(`${sweepId}_2`);
    expect((await backend.getRunDetails(sweepId)).target).toBe('shed');
    for await (const result of backend.getMetrics([sweepId])) {
      expect(result.kind === 'read' && result.metrics.get('best_child_by_primary_metric')?.kind).toBe('table');
    }
    expect(unknown).toEqual([]);
  });

  it('cancels as Python does', async () => {
    const recorded = (await readRecording('python-hyperdrive-run.json')).find(({ step }) => step === 'cancel');
    const { server, unknown } = await replay('python-hyperdrive-run.json', isGood);
    // The recorded sweep has ended, which Python does not look at: so another one is canceled in its place.
    const running = await openTestBackend(server.address, { scope }).getRun(oddSweepId);
    expect(running.status).toBe('Running');
    await openTestBackend(server.address, { scope })
      .cancelSweep(oddSweepId)
      .catch(() => undefined);
    const [sent] = unknown;
    expect(sent?.replace(oddSweepId, sweepId)).toBe(recorded === undefined ? undefined : normalisedExchange(recorded));
  });

  it('reads a recorded failure: its message, code and request', async () => {
    const { server } = await replay('python-hyperdrive-run.json', () => true);
    const unknownId = 'HD_00000000-0000-4000-a000-000000000000';
    const failure = openTestBackend(server.address, { scope }).getRun(unknownId);
    await expect(failure).rejects.toBeInstanceOf(HyperDriveError);
    await expect(failure).rejects.toMatchObject({
      code: 'run-not-found',
      serviceCode: 'UserError',
      requestId: 'rq',
      message: expect.stringContaining(unknownId),
    });
  });

  it('submits to the address, and with the form, that Python uses', async () => {
    const [recorded] = (await readRecording('python-hyperdrive-submit.json')).filter(
      ({ request }) => request.method === 'POST' && request.path.startsWith('/hyperdrive/'),
    );
    const { server } = await replay('python-hyperdrive-submit.json', () => false);
    const config = new HyperDriveConfig({
      hyperparameterSampling: new RandomParameterSampling({ x: uniform(0, 1) }),
      primaryMetricName: 'accuracy',
      primaryMetricGoal: 'maximize',
      maxTotalRuns: 4,
      runConfig: { command: 'true' },
    });
    await openTestBackend(server.address, { scope })
      .submitSweep(config)
      .catch(() => undefined);
    const [sent] = server.requests;
    expect(sent?.url).toBe(recorded?.request.path);
    const [ours, pythons] = [configIn(sent?.body), configIn(JSON.stringify(recorded?.request.body))];
    for (const key of [
      'name',
      'platform',
      'generator_config',
      'policy_config',
      'primary_metric_config',
      'max_total_jobs',
    ]) {
      expect(ours.get(key), key).toEqual(pythons.get(key));
    }
    const platform = (value: ReadonlyMap<string, JsonValue>) => {
      const { ServiceAddress, Definition, ...rest } = shown(value.get('platform_config'));
      return [rest, typeof ServiceAddress, typeof Definition];
    };
    expect(platform(ours)).toEqual(platform(pythons));
    expect([...pythons.keys()].filter((key) => !ours.has(key))).toEqual([]);
  });

  it('logs and tags as the Python library does in a training script', async () => {
    const exchanges = await readRecording('python-training-script.json');
    const runId = `${oddSweepId}_1`;
    const step = exchanges.find((exchange) => exchange.step === 'log with step' && exchange.request.method === 'POST');
    const { server, unknown } = await replay('python-training-script.json', () => true);
    const backend = createAzureMlTrainingBackend({ endpoint: { kind: 'address', address: server.address }, scope });
    const row = {
      metricId: '00000000-0000-4000-8000-000000000003',
      name: 'loss',
      kind: 'scalar',
      cells: new Map([['loss', 1.25]]),
      columns: new Map([['loss', 'double']]),
      step: 10,
      time: new Date('2026-01-01T00:00:00Z'),
    } as const;
    await backend.logRows(runId, [row]).catch(() => undefined);
    const [path, body] = [server.requests[0]?.url, JSON.parse(server.requests[0]?.body ?? '')];
    expect(path).toBe(step?.request.path);
    expect(keysOf(body)).toEqual(keysOf(step?.request.body));

    unknown.length = 0;
    await backend.updateRun(runId, { setTags: new Map([['season', 'spring']]) });
    await backend.updateRun(runId, { removeTags: ['favourite'] });
    await backend.updateRun(runId, { addProperties: new Map([['seeds', '40']]) });
    await backend.updateRun(runId, { displayName: 'Tulips, once more' });
    expect(unknown).toEqual([]);
  });
});

/** The config inside a multipart body, as it was sent or as a recording has it. */
function configIn(body: string | undefined): ReadonlyMap<string, JsonValue> {
  const recorded = body?.startsWith('{') === true ? parseJson(body) : undefined;
  const text = isJsonObject(recorded) ? recorded.get('$text') : body;
  const config = typeof text === 'string' ? /\r\n\r\n(\{.*\})\r\n/s.exec(text)?.[1] : undefined;
  const value = parseJson(config ?? '{}');
  return isJsonObject(value) ? value : new Map();
}

/** Maps as plain objects; numbers that JSON has no form for as the recordings write them. */
function shown(value: unknown): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(value, (_key, item: unknown) => {
      if (item instanceof Map) return Object.fromEntries(item);
      if (typeof item === 'number' && !Number.isFinite(item)) return { $number: String(item) };
      return item;
    }) ?? '{}',
  );
}

/** The shape of a body: every path to a value in it. */
function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value)
    .flatMap(([key, item]) => keysOf(item, `${path}/${key}`))
    .toSorted();
}
