import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import type { RecordedExchange } from '../../../../../tests/recordings/read-recording.mjs';
import type { ExperimentScope } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import type { NewRun } from '../../storage/runs/stored-run.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { jsonAt } from './json-at.js';

/** The workspace and the experiments of the recordings, by the ids that they have there. */
const experiments: ReadonlyMap<string, ExperimentScope> = new Map(
  [
    ['d4b7c2a9-5e16-4f83-a07b-93c1e8f6d254', 'tulips'],
    ['61e0f9d3-8b47-4a2c-95d8-c7f3a1b60e4d', 'tulips-last-year'],
  ].map(([id = '', experimentName = '']) => [
    id,
    {
      subscriptionId: '2c9f1e52-7a3b-4d18-9e60-5b8a4c7d1f03',
      resourceGroup: 'garden',
      workspaceName: 'greenhouse',
      experimentName,
    },
  ]),
);

/** The recorded path, with the experiment ids that our service gives. */
export function pathHere(exchange: RecordedExchange): string {
  const { path, query } = exchange.request;
  let here = path;
  for (const [id, scope] of experiments)
    here = here.replace(`experimentids/${id}`, `experimentids/${experimentIdOf(scope)}`);
  return query === undefined ? here : `${here}?${query}`;
}

/** A recorded body as it was sent. */
export function bodyOf(exchange: RecordedExchange): string | undefined {
  const { body } = exchange.request;
  if (body === undefined) return undefined;
  const json = JSON.stringify(body);
  const raw = jsonAt(parseJson(json), '$text');
  return typeof raw === 'string' ? raw : json;
}

/** A recorded answer. */
export function answerOf(exchange: RecordedExchange): JsonValue {
  return parseJson(JSON.stringify(exchange.response.body ?? null));
}

/** Stores whatever runs and metric rows the recorded responses show, so that the same requests have the same responses. */
export function loadRecordedState(store: RunStore, exchanges: readonly RecordedExchange[]): void {
  const good = exchanges.filter(({ step, response }) => response.status === 200 && !step.startsWith('error'));
  for (const exchange of good) {
    for (const run of runsIn(answerOf(exchange))) {
      const stored = toNewRun(run);
      if (stored !== undefined && store.getRun(stored) === undefined) store.createRun(stored);
    }
  }
  for (const exchange of good) {
    const runId = /\/runs\/([^/]+)\/full$/.exec(exchange.request.path)?.[1];
    if (runId !== undefined) loadRows(store, runId, answerOf(exchange));
  }
}

function runsIn(answer: JsonValue): readonly JsonObject[] {
  if (!isJsonObject(answer)) return [];
  if (answer.has('rootRunId')) return [answer];
  const page = answer.get('value');
  return isJsonArray(page) ? page.flatMap(runsIn) : [];
}

function toNewRun(dto: JsonObject): NewRun | undefined {
  const scope = experiments.get(text(dto, 'experimentId') ?? '');
  const runId = text(dto, 'runId');
  if (scope === undefined || runId === undefined) return undefined;
  return {
    scope,
    runId,
    status: text(dto, 'status'),
    parentRunId: text(dto, 'parentRunId'),
    rootRunId: text(dto, 'rootRunId'),
    runType: text(dto, 'runType'),
    displayName: text(dto, 'displayName'),
    hidden: dto.get('hidden') === true,
    tags: texts(dto, 'tags'),
    properties: texts(dto, 'properties'),
    startTime: time(dto, 'startTimeUtc'),
    endTime: time(dto, 'endTimeUtc'),
  };
}

function loadRows(store: RunStore, runId: string, answer: JsonValue): void {
  const scope = experiments.values().next().value;
  const name = jsonAt(answer, 'name');
  const metricType = jsonAt(answer, 'properties', 'uxMetricType');
  const columns = jsonAt(answer, 'columns');
  const rows = jsonAt(answer, 'value');
  if (scope === undefined || typeof name !== 'string' || typeof metricType !== 'string') return;
  if (!isJsonObject(columns) || !isJsonArray(rows)) return;
  store.appendMetricRows(
    { scope, runId },
    rows.flatMap((row) => {
      const data = jsonAt(row, 'data');
      const metricId = jsonAt(row, 'metricId');
      if (!isJsonObject(data) || typeof metricId !== 'string') return [];
      return [{ metricId, name, metricType, columns: texts(new Map([['c', columns]]), 'c'), data, time: new Date(0) }];
    }),
  );
}

function text(dto: JsonObject, field: string): string | undefined {
  const value = dto.get(field);
  return typeof value === 'string' ? value : undefined;
}

function texts(dto: JsonObject, field: string): ReadonlyMap<string, string> {
  const value = dto.get(field);
  const entries = isJsonObject(value) ? [...value] : [];
  return new Map(
    entries.flatMap(([name, item]): [string, string][] => (typeof item === 'string' ? [[name, item]] : [])),
  );
}

function time(dto: JsonObject, field: string): Date | undefined {
  const value = text(dto, field);
  return value === undefined ? undefined : new Date(value);
}
