import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isJsonObject } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { standardLog } from '../../storage/files/run-files.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { jsonAt, textAt } from '../__fixtures__/json-at.js';
import { experiment, startTestService, workspace, workspaceInPath } from '../__fixtures__/start-test-service.js';

/** Ids and names that a path can carry: all text but halves of surrogate pairs, and what URLs resolve away. */
const names = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('/', '%', '?', '#', ' ', '\n', '"', '%2F', 'é', ':'),
      fc.string({ unit: 'grapheme' }),
    ),
  })
  .filter((text) => text !== '' && text !== '.' && text !== '..');

describe('a run', () => {
  it('is answered whatever its id and the names around it hold', async () => {
    const { store, ask } = await startTestService();
    await fc.assert(
      fc.asyncProperty(names, names, names, names, async (runId, resourceGroup, workspaceName, experimentName) => {
        const scope = { subscriptionId: 's', resourceGroup, workspaceName, experimentName };
        if (store.getRun({ scope, runId }) !== undefined) return;
        store.createRun({ scope, runId });
        const path = `/history/v1.0/${workspaceInPath(scope)}/experiments/${encodeURIComponent(experimentName)}/runs/${encodeURIComponent(runId)}`;
        const answer = await ask('GET', path);
        expect(answer.status, path).toBe(200);
        expect(jsonAt(answer.json, 'runId')).toBe(runId);
        expect(jsonAt(answer.json, 'dataContainerId')).toBe(`dcid.${runId}`);
      }),
    );
  });

  it('is found under the name and the id of its experiment, and in its workspace, and nowhere else', async () => {
    const { store, ask } = await startTestService();
    store.createRun({ scope: garden, runId: 'HD_1' });
    const id = experimentIdOf(garden);
    const other = experimentIdOf({ ...garden, experimentName: 'pears' });
    const statuses = [];
    for (const place of [
      'experiments/apples',
      `experimentids/${id}`,
      '',
      'experiments/pears',
      `experimentids/${other}`,
    ]) {
      statuses.push(
        (await ask('GET', `/history/v1.0/${[workspace, place].filter(Boolean).join('/')}/runs/HD_1`)).status,
      );
    }
    expect(statuses).toEqual([200, 200, 200, 404, 404]);
  });

  it('is answered with every field that clients read, missing ones as null', async () => {
    const { store, ask } = await startTestService();
    const startTime = new Date('2024-05-06T08:00:00.123Z');
    store.createRun({
      scope: garden,
      runId: 'HD_1',
      tags: new Map([['__proto__', 'x']]),
      properties: new Map([['p', '']]),
      startTime,
      error: { code: 'UserError', message: 'no' },
      warnings: ['careful'],
      createdBy: 'A Gardener',
      queueMessage: 'waiting',
    });
    const { json } = await ask('GET', `/history/v1.0/${experiment}/runs/HD_1`);
    expect(json).toEqual(
      new Map<string, unknown>([
        ['runNumber', 1],
        ['rootRunId', 'HD_1'],
        ['createdUtc', expect.any(String)],
        ['createdBy', new Map([['userName', 'A Gardener']])],
        ['runId', 'HD_1'],
        ['parentRunId', null],
        ['experimentId', experimentIdOf(garden)],
        ['experimentName', 'apples'],
        ['status', 'NotStarted'],
        ['startTimeUtc', '2024-05-06T08:00:00.123Z'],
        ['endTimeUtc', null],
        ['name', null],
        ['displayName', null],
        ['description', null],
        ['dataContainerId', 'dcid.HD_1'],
        ['hidden', false],
        ['runType', null],
        ['target', null],
        ['tags', new Map([['__proto__', 'x']])],
        ['properties', new Map([['p', '']])],
        ['error', expect.any(Map)],
        [
          'warnings',
          [
            new Map([
              ['source', 'local'],
              ['message', 'careful'],
            ]),
          ],
        ],
        ['cancelationReason', null],
        [
          'queueingInfo',
          new Map([
            ['code', 'NotStarted'],
            ['message', 'waiting'],
          ]),
        ],
        // What this service can do besides: Azure ML's has no such field.
        ['offers', ['child-counts', 'child-metrics', 'leading-children', 'run-columns']],
      ]),
    );
  });

  it('that is not there is a 404 in the body that the Python client can format', async () => {
    const { ask } = await startTestService();
    const { status, json, headers } = await ask('GET', `/history/v1.0/${experiment}/runs/HD_1`, {
      headers: { 'x-ms-client-request-id': 'request-7' },
    });
    expect(status).toBe(404);
    expect(jsonAt(json, 'error', 'details')).toEqual([]);
    expect(jsonAt(json, 'error', 'code')).toBe('UserError');
    expect(jsonAt(json, 'error', 'message')).toContain('HD_1');
    expect(jsonAt(json, 'correlation', 'request')).toBe('request-7');
    expect(headers.get('x-ms-request-id')).toBe('request-7');
  });
});

describe('details', () => {
  it('hold addresses of the log files that are read without a token', async () => {
    const { store, files, ask } = await startTestService();
    const run = store.createRun({ scope: garden, runId: 'HD_1_0' });
    const place = join(files.folderOf(run), standardLog);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, 'epoch 1\n');
    const { json } = await ask('GET', `/history/v1.0/${experiment}/runs/HD_1_0/details`);
    const address = textAt(json, 'logFiles', standardLog);
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('epoch 1\n');
  });

  it('of a run without files list none', async () => {
    const { store, ask } = await startTestService();
    store.createRun({ scope: garden, runId: 'HD_1', runDefinition: new Map([['command', 'node train.js']]) });
    const { json } = await ask('GET', `/history/v1.0/${experiment}/runs/HD_1/details`);
    expect(jsonAt(json, 'logFiles')).toEqual(new Map());
    expect(jsonAt(json, 'runDefinition', 'command')).toBe('node train.js');
  });
});

describe('an experiment', () => {
  it('is there as soon as it is named, with the id that its runs carry', async () => {
    const { ask } = await startTestService();
    const { json } = await ask('GET', `/history/v1.0/${experiment}`);
    expect(jsonAt(json, 'experimentId')).toBe(experimentIdOf(garden));
    expect(jsonAt(json, 'name')).toBe('apples');
  });
});

it('has nothing to wait for after a delivery of metrics', async () => {
  const { store, ask } = await startTestService();
  store.createRun({ scope: garden, runId: 'HD_1_0' });
  expect((await ask('GET', `/history/v1.0/${experiment}/runs/HD_1_0/metricsingest/wait`)).status).toBe(200);
  expect((await ask('GET', `/history/v1.0/${experiment}/runs/HD_2/metricsingest/wait`)).status).toBe(404);
});

describe('discovery', () => {
  it('names every service that the Python client needs, at the address that was asked, without a token', async () => {
    const { address, ask } = await startTestService();
    const { status, json } = await ask('GET', '/discovery', { token: null });
    expect(status).toBe(200);
    const services = isJsonObject(json) ? json : new Map();
    for (const name of ['api', 'history', 'hyperdrive', 'experimentation', 'studio', 'modelmanagement']) {
      expect(services.get(name)).toBe(address);
    }
  });
});

it("answers what it does not have with 404 in the protocol's body", async () => {
  const { ask } = await startTestService();
  for (const path of [
    '/',
    '/history/v1.0',
    `/history/v9/${experiment}/runs/a`,
    `/history/v1.0/${experiment}/runs/a/b/c/d`,
  ]) {
    const { status, json } = await ask('GET', path);
    expect(status, path).toBe(404);
    expect(jsonAt(json, 'error', 'details')).toEqual([]);
  }
});
