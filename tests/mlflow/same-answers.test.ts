/**
 * The local service beside the real MLflow server: the same calls over HTTP, the same answers. What differs on purpose
 * is told apart in `comparable`: ids, places of files, and what a server makes up.
 */
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  writeJson,
} from '@hyperdrive-run/core/json';
import { describe, expect, inject, it, type TestContext } from 'vitest';
import { openService, temporaryFolder } from '../conformance/open-service.js';

interface Answer {
  readonly status: number;
  readonly body: JsonValue;
}

/** One of the two servers, with an experiment of its own. */
interface Side {
  readonly experimentId: string;
  /** The ids of the runs by the names that the test gave them. */
  readonly runIds: Map<string, string>;
  readonly ask: (method: 'GET' | 'POST', call: string, fields: Readonly<Record<string, unknown>>) => Promise<Answer>;
}

let counter = 0;

async function openSide(address: string, token: string | undefined): Promise<Side> {
  const ask: Side['ask'] = async (method, call, fields) => {
    const url = new URL(`${address}${call.startsWith('/') ? '' : '/api/2.0/mlflow/'}${call}`);
    if (method === 'GET') {
      for (const [name, value] of Object.entries(fields)) {
        for (const item of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(item));
      }
    }
    const response = await fetch(url, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: method === 'POST' ? JSON.stringify(fields) : null,
    });
    return { status: response.status, body: parseJson(await response.text()) };
  };
  counter += 1;
  const created = await ask('POST', 'experiments/create', { name: `same answers ${counter} ${Date.now()}` });
  return { experimentId: textAt(created.body, 'experiment_id'), runIds: new Map(), ask };
}

/** Sends each call to both servers, with the ids that each has, and expects equal answers. */
async function openBoth(context: TestContext) {
  const shared = inject('mlflow');
  if ('notRun' in shared) return context.skip(shared.notRun);
  const service = await openService(await temporaryFolder());
  const path = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';
  const theirs = await openSide(shared.url, undefined);
  const ours = await openSide(`${service.address}/mlflow/v2.0/${path}`, service.token);

  const differences: { readonly call: string; readonly local: string; readonly real: string }[] = [];
  let asked = 0;

  async function both(
    method: 'GET' | 'POST',
    call: string,
    fields: (side: Side) => Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const answerOf = async (side: Side) => writeJson(comparable(await side.ask(method, call, fields(side)), side));
    const [real, local] = await Promise.all([answerOf(theirs), answerOf(ours)]);
    asked += 1;
    if (local !== real) differences.push({ call: `${method} ${call} ${JSON.stringify(fields(ours))}`, local, real });
  }

  async function createRun(name: string, startTime: number, parent?: string): Promise<void> {
    for (const side of [theirs, ours]) {
      const tags = parent === undefined ? [] : [{ key: 'mlflow.parentRunId', value: side.runIds.get(parent) }];
      const fields = { experiment_id: side.experimentId, run_name: name, start_time: startTime, user_id: 'ada', tags };
      const { body } = await side.ask('POST', 'runs/create', fields);
      side.runIds.set(name, textAt(body, 'run', 'info', 'run_id'));
    }
  }
  /** How many calls were sent, and those that were answered otherwise. */
  const result = () => ({ asked, differences });
  return { both, createRun, result };
}

function textAt(value: JsonValue, ...path: readonly string[]): string {
  let at: JsonValue | undefined = value;
  for (const step of path) at = isJsonObject(at) ? at.get(step) : undefined;
  if (typeof at !== 'string') throw new Error(`There is no text at ${path.join('.')} of ${writeJson(value)}.`);
  return at;
}

/** Fields that a server makes up, or that say where it keeps files. */
const ownFields: ReadonlySet<string> = new Set(
  'artifact_uri experiment_id message sqlstate error_class next_page_token inputs outputs'.split(' '),
);

/** The local service tells a run's properties and root as tags, too. */
function isOwnTag(item: JsonValue): boolean {
  const key = isJsonObject(item) ? item.get('key') : undefined;
  return typeof key === 'string' && (key === 'mlflow.rootRunId' || key.startsWith('hyperdrive.property.'));
}

/** An answer without what the two must differ in: ids by the names of their runs, lists by their keys, empty ones left out. */
function comparable({ status, body }: Answer, side: Side): JsonObject {
  const names = new Map([...side.runIds].map(([name, id]) => [id, name]));
  const visit = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return names.get(value) ?? value;
    if (isJsonArray(value)) {
      const items = value.filter((item) => !isOwnTag(item)).map(visit);
      const isKeyed = items.every((item) => isJsonObject(item) && item.has('key') && !item.has('run_id'));
      return isKeyed && items.some((item) => isJsonObject(item) && !item.has('step'))
        ? items.toSorted((a, b) => (writeJson(a) < writeJson(b) ? -1 : 1))
        : items;
    }
    if (!isJsonObject(value)) return value;
    const entries = [...value].filter(
      ([name, item]) => !ownFields.has(name) && !(isJsonArray(item) && item.length === 0),
    );
    return new Map(entries.toSorted(([x], [y]) => (x < y ? -1 : 1)).map(([name, item]) => [name, visit(item)]));
  };
  const seen = visit(body);
  return new Map<string, JsonValue>([
    ['status', status],
    ['body', seen],
  ]);
}

describe('the local service answers as the real MLflow server', () => {
  it('about a run, its metrics, params and tags', async (context) => {
    const { both, createRun, result } = await openBoth(context);
    await createRun('a', 1_700_000_000_000);
    const id = (side: Side) => ({ run_id: side.runIds.get('a') });
    const log = (fields: object) => both('POST', 'runs/log-metric', (side) => ({ ...id(side), ...fields }));

    await both('GET', 'runs/get', id);
    await log({ key: 'loss', value: 2, timestamp: 1000, step: 0 });
    await log({ key: 'loss', value: 1, timestamp: 2000, step: 5 });
    await log({ key: 'loss', value: 3, timestamp: 3000, step: 4 });
    await log({ key: 'loss', value: 3, timestamp: 3000, step: 4 });
    await log({ key: 'odd', value: 'NaN', timestamp: 1000, step: 1 });
    await log({ key: 'text', value: 'many', timestamp: 1000, step: 1 });
    await log({ value: 1, timestamp: 1000, step: 1 });
    for (const key of ['val/loss', 'a b:c-d.e_f', 'größe', 'a(b)', 'a[0]', 'a%', "it's"]) {
      await log({ key, value: 1, timestamp: 1000, step: 1 });
    }
    await log({ key: 'k'.repeat(251), value: 1, timestamp: 1000, step: 1 });
    await both('POST', 'runs/log-parameter', (side) => ({ ...id(side), key: 'rate', value: '0.5' }));
    await both('POST', 'runs/log-parameter', (side) => ({ ...id(side), key: 'rate', value: '0.5' }));
    await both('POST', 'runs/log-parameter', (side) => ({ ...id(side), key: 'rate', value: '0.6' }));
    await both('POST', 'runs/set-tag', (side) => ({ ...id(side), key: 'season', value: 'spring' }));
    await both('POST', 'runs/set-tag', (side) => ({ ...id(side), key: 'mlflow.runName', value: 'renamed' }));
    await both('POST', 'runs/delete-tag', (side) => ({ ...id(side), key: 'season' }));
    await both('POST', 'runs/delete-tag', (side) => ({ ...id(side), key: 'season' }));
    await both('POST', 'runs/log-batch', (side) => ({
      ...id(side),
      metrics: [0, 1, 2].map((step) => ({ key: 'depth', value: step / 4, timestamp: 1000 + step, step })),
      params: [{ key: 'layers', value: '[3, 4]' }],
      tags: [{ key: 'bed', value: '7' }],
    }));
    await both('GET', 'runs/get', id);
    await both('GET', 'metrics/get-history', (side) => ({ ...id(side), metric_key: 'loss' }));
    await both('GET', 'metrics/get-history', (side) => ({ ...id(side), metric_key: 'odd' }));
    await both('GET', 'metrics/get-history', (side) => ({ ...id(side), metric_key: 'never' }));
    await both('GET', 'runs/get', () => ({ run_id: 'f'.repeat(32) }));
    await both('POST', 'runs/update', (side) => ({ ...id(side), status: 'FINISHED', end_time: 1_700_000_009_000 }));
    await both('GET', 'runs/get', id);
    expect(result()).toEqual({ asked: expect.any(Number), differences: [] });
  });

  it('about batches that are too large', async (context) => {
    const { both, createRun, result } = await openBoth(context);
    await createRun('a', 1_700_000_000_000);
    const batch = (fields: object) =>
      both('POST', 'runs/log-batch', (side) => ({ run_id: side.runIds.get('a'), ...fields }));
    const metrics = (count: number) =>
      Array.from({ length: count }, (_, step) => ({ key: 'loss', value: step, timestamp: step, step }));
    const texts = (count: number) => Array.from({ length: count }, (_, number) => ({ key: `k${number}`, value: 'x' }));

    await batch({ metrics: metrics(1001) });
    await batch({ params: texts(101) });
    await batch({ tags: texts(101) });
    await batch({ metrics: metrics(950), params: texts(51) });
    await both('GET', 'runs/get', (side) => ({ run_id: side.runIds.get('a') }));
    await batch({ metrics: metrics(1000) });
    await both('GET', 'runs/get', (side) => ({ run_id: side.runIds.get('a') }));
    expect(result()).toEqual({ asked: expect.any(Number), differences: [] });
  });

  it('about a search, whatever the filter and the order', async (context) => {
    const { both, createRun, result } = await openBoth(context);
    await createRun('parent', 1_700_000_000_000);
    const values = [3, 1, 'NaN', undefined, 2, -1];
    for (const [number, value] of values.entries()) {
      const name = `child ${number}`;
      await createRun(name, 1_700_000_001_000 + number, 'parent');
      const id = (side: Side) => ({ run_id: side.runIds.get(name) });
      if (value !== undefined) {
        await both('POST', 'runs/log-metric', (side) => ({ ...id(side), key: 'loss', value, timestamp: 1, step: 0 }));
      }
      await both('POST', 'runs/log-parameter', (side) => ({ ...id(side), key: 'rate', value: `0.${number}` }));
      if (number % 2 === 0) await both('POST', 'runs/set-tag', (side) => ({ ...id(side), key: 'a b', value: "it's" }));
      if (number > 3)
        await both('POST', 'runs/update', (side) => ({ ...id(side), status: 'KILLED', end_time: 1_700_000_002_000 }));
    }
    const search = (filter: string, order_by: readonly string[] = [], more: object = {}) =>
      both('POST', 'runs/search', (side) => ({
        experiment_ids: [side.experimentId],
        filter: filter.replace('PARENT', side.runIds.get('parent') ?? ''),
        order_by,
        ...more,
      }));

    await search('');
    for (const filter of [
      "tags.`mlflow.parentRunId` = 'PARENT'",
      "tags.mlflow.parentRunId = 'PARENT' and metrics.loss > 1",
      'tags."mlflow.parentRunId" = "PARENT" AND params.rate = \'0.1\'',
      "tags.mlflow.parentRunId = 'nobody'",
      'metrics.loss <= 2 AND metric.loss != 1',
      'metrics.`loss` >= -1e0',
      "params.rate LIKE '0.%' AND params.rate != '0.3'",
      "param.rate ILIKE '%.5'",
      "tags.`a b` = 'it''s'",
      'tags.`a b` = "it\'s"',
      "tag.`a b` != 'other'",
      "tags.mlflow.runName = 'child 2'",
      "attributes.status = 'RUNNING'",
      "status = 'KILLED'",
      "attributes.run_name LIKE 'child%'",
      'attributes.start_time > 1700000001002',
      'attributes.end_time > 0',
      "attributes.nonsense = 'x'",
      "metrics.loss > 'x'",
      'params.rate > 1',
      "status = 'RUNNING' OR status = 'KILLED'",
      "status = 'RUNNING",
      'status',
    ]) {
      await search(filter);
    }
    for (const order of [
      ['attributes.start_time ASC'],
      ['start_time DESC'],
      ['metrics.loss ASC'],
      ['metrics.loss DESC'],
      ['params.rate DESC'],
      ['tags.`a b` ASC', 'attributes.start_time ASC'],
      ['attributes.status ASC', 'metrics.loss DESC'],
      ['attributes.nonsense ASC'],
    ]) {
      await search('', order);
    }
    await search('', [], { max_results: 3 });
    await search('', [], { max_results: 50_001 });
    await search('', [], { max_results: -1 });
    const id = (side: Side) => ({ run_id: side.runIds.get('child 1') });
    await both('POST', 'runs/delete', id);
    await search('');
    await search('', [], { run_view_type: 'DELETED_ONLY' });
    await search('', [], { run_view_type: 'ALL' });
    await both('POST', 'runs/restore', id);
    await search('');
    await both('POST', 'runs/search', () => ({ experiment_ids: [] }));
    // One run at a time: the order of runs in one answer is not said.
    for (const name of ['child 0', 'child 2', 'child 3']) {
      await both('GET', '/ajax-api/2.0/mlflow/metrics/get-history-bulk', (side) => ({
        run_id: [side.runIds.get(name)],
        metric_key: 'loss',
      }));
    }
    expect(result()).toEqual({ asked: expect.any(Number), differences: [] });
  });
});
