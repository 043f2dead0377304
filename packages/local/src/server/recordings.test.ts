import { isJsonArray, type JsonValue } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { type RecordedExchange, readRecording } from '../../../../tests/recordings/read-recording.mjs';
import { eachAt, jsonAt, textAt } from './__fixtures__/json-at.js';
import { answerOf, bodyOf, loadRecordedState, pathHere } from './__fixtures__/recorded-state.js';
import { type Answer, startTestService, type TestService } from './__fixtures__/start-test-service.js';

/** Sends a recorded request as the Python client sent it, with our token and our experiment ids. */
function replay({ ask }: TestService, exchange: RecordedExchange): Promise<Answer> {
  const { method, headers } = exchange.request;
  const contentType = headers['content-type'];
  return ask(method, pathHere(exchange), {
    body: bodyOf(exchange),
    // Whoever sent no token then gets by without one now.
    token: headers['authorization'] === undefined ? null : undefined,
    headers: contentType === undefined ? {} : { 'content-type': contentType },
  });
}

/** What of a run the Python class looks at. */
function ofRun(run: JsonValue | undefined): unknown {
  const fields = [
    'runId',
    'parentRunId',
    'rootRunId',
    'status',
    'tags',
    'properties',
    'dataContainerId',
    'hidden',
    'runType',
  ];
  return fields.map((field) => jsonAt(run, field));
}

function items(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

const isQuestion = ({ step, request }: RecordedExchange): boolean =>
  !step.startsWith('error') &&
  !(request.query ?? '').includes('continuationToken') &&
  !(bodyOf({ step, request, response: { status: 0 } }) ?? '').includes('continuationToken') &&
  !request.path.endsWith('/cancel');

describe('what the real HyperDriveRun class asks', () => {
  it('is answered with the status and the content that it was recorded with', async () => {
    const exchanges = await readRecording('python-hyperdrive-run.json');
    const service = await startTestService({ limits: { bodyBytes: 1_000_000 } });
    loadRecordedState(service.store, exchanges);
    const questions = exchanges.filter(isQuestion);
    expect(questions.length).toBeGreaterThan(100);
    for (const exchange of questions) {
      const { status, json } = await replay(service, exchange);
      const about = `${exchange.step}: ${exchange.request.method} ${exchange.request.path}`;
      expect(status, about).toBe(exchange.response.status);
      if (status !== 200) {
        expect(jsonAt(json, 'error', 'details'), about).toEqual([]);
        continue;
      }
      const recorded = answerOf(exchange);
      const { path } = exchange.request;
      if (/\/runs\/[^/]+$/.test(path)) expect(ofRun(json), about).toEqual(ofRun(recorded));
      if (/\/children$|runs:query$/.test(path)) {
        // The recorded pages are short: ours holds them, each run as it was.
        const here = items(jsonAt(json, 'value')).map(ofRun);
        for (const run of items(jsonAt(recorded, 'value'))) expect(here, about).toContainEqual(ofRun(run));
      }
      if (path.endsWith('/full')) {
        const rows = eachAt(jsonAt(recorded, 'value'), 'data');
        expect(eachAt(jsonAt(json, 'value'), 'data').slice(0, rows.length), about).toEqual(rows);
        for (const field of ['name', 'columns', 'properties']) {
          expect(jsonAt(json, field), about).toEqual(jsonAt(recorded, field));
        }
      }
      if (path.endsWith('/list')) {
        // A metric that the recording lists without reading it cannot be loaded from it.
        const names = new Set(eachAt(jsonAt(recorded, 'value'), 'metricKey', 'name'));
        const strange = eachAt(jsonAt(json, 'value'), 'metricKey', 'name').filter((name) => !names.has(name));
        expect(strange, about).toEqual([]);
      }
    }
  });

  it('may be a cancel, with the scope in one encoded segment and no body', async () => {
    const exchanges = await readRecording('python-hyperdrive-run.json');
    const service = await startTestService();
    const cancel = exchanges.find(({ step }) => step === 'cancel');
    const runId = /runs\/([^/]+)\/cancel/.exec(cancel?.request.path ?? '')?.[1] ?? '';
    loadRecordedState(service.store, exchanges);
    const scope = service.store.listRuns({
      scope: {
        subscriptionId: '2c9f1e52-7a3b-4d18-9e60-5b8a4c7d1f03',
        resourceGroup: 'garden',
        workspaceName: 'greenhouse',
      },
      pageSize: 1,
    }).runs[0]?.scope;
    if (cancel === undefined || scope === undefined) throw new Error('The recording has no cancel.');
    service.store.updateRun({ scope, runId }, { status: 'Running' });
    expect((await replay(service, cancel)).status).toBe(200);
    expect(service.store.getRun({ scope, runId })?.status).toBe('Canceled');
  });
});

describe('what the real training library asks', () => {
  it('is answered with the status that it was recorded with, and everything that it logs is kept', async () => {
    const exchanges = await readRecording('python-training-script.json');
    const service = await startTestService();
    loadRecordedState(service.store, exchanges.slice(0, 2));
    loadRecordedState(
      service.store,
      exchanges.filter(({ step }) => step === 'parent'),
    );
    for (const exchange of exchanges) {
      const { status, json } = await replay(service, exchange);
      const about = `${exchange.step}: ${exchange.request.method} ${exchange.request.path}`;
      expect(status, about).toBe(exchange.response.status);
      if (exchange.request.method === 'PATCH') expect(textAt(json, 'runId'), about).not.toBe('');
    }
    const path = exchanges.find(({ request }) => request.path.endsWith('/batch'))?.request.path ?? '';
    const logged = async (metricName: string): Promise<unknown> => {
      const { json } = await service.ask('POST', path.replace(/batch$/, 'full'), {
        body: JSON.stringify({ metricName }),
      });
      return eachAt(jsonAt(json, 'value'), 'data', metricName);
    };
    expect(await logged('accuracy')).toEqual([0.5, 0.75]);
    expect(await logged('healthy')).toEqual([true]);
    expect(await logged('note')).toEqual(['petals are fine']);
    expect([await logged('nan'), await logged('up'), await logged('down')]).toEqual([
      ['NaN'],
      ['Infinity'],
      ['-Infinity'],
    ]);
    expect(await logged('mixed')).toEqual([1, 1.5]);
    expect(await logged('weights')).toEqual([0.1, 0.2, 3]);
    const steps = await service.ask('POST', path.replace(/batch$/, 'full'), { body: '{"metricName": "loss"}' });
    expect(eachAt(jsonAt(steps.json, 'value'), 'step')).toEqual([10]);
  });
});

describe('what the real Experiment.submit asks', () => {
  it('is answered with 201 and the parent run', async () => {
    const exchanges = await readRecording('python-hyperdrive-submit.json');
    const submits = exchanges.filter(
      ({ request }) => request.method === 'POST' && request.path.startsWith('/hyperdrive/'),
    );
    expect(submits.length).toBeGreaterThan(1);
    for (const exchange of submits) {
      const service = await startTestService();
      const { status, json } = await replay(service, exchange);
      expect(status).toBe(201);
      expect(textAt(json, 'result', 'platform_config', 'ParentRunId')).toBe(
        textAt(json, 'result', 'hyperdrive_run_id'),
      );
      expect(service.engine.submitted[0]?.config.primaryMetricName).toBe(
        textAt(answerOf(exchange), 'result', 'primary_metric_config', 'name'),
      );
    }
  });
});
