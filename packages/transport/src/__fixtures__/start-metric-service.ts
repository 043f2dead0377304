import { runsPrefix } from './open-test-backend.js';
import { type SeenRequest, startTestServer, type TestAnswer, type TestServer } from './start-test-server.js';

/** What a run logged: values by metric, through the older calls and through the newer ones, which know both. */
export interface LoggedRun {
  readonly v1?: Readonly<Record<string, readonly unknown[]>> | undefined;
  readonly v2?: Readonly<Record<string, readonly unknown[]>> | undefined;
}

/** A fake of Azure ML that knows what runs logged, by their ids, and counts its requests by their call. */
export interface MetricService extends TestServer {
  readonly runs: Map<string, LoggedRun>;
  countOf(call: 'list' | 'full' | 'query'): number;
  /** The runs that were asked for alone. */
  readonly askedAlone: ReadonlySet<string>;
}

type Answer = (request: SeenRequest, query: number) => TestAnswer | undefined | Promise<TestAnswer | undefined>;

const notThere: TestAnswer = { status: 404, body: { error: { code: 'UserError', message: 'It was not found.' } } };
const time = '2026-01-02T03:04:05.0000000Z';

function valuesOf({ v1 = {}, v2 = {} }: LoggedRun, name: string): readonly unknown[] {
  return [...(v1[name] ?? []), ...(v2[name] ?? [])];
}

function answerOfRun(runs: ReadonlyMap<string, LoggedRun>, runId: string, call: string, body: string): TestAnswer {
  const run = runs.get(runId);
  if (run === undefined) return notThere;
  if (call === 'list') {
    const names = new Set([...Object.keys(run.v1 ?? {}), ...Object.keys(run.v2 ?? {})]);
    return { body: { value: [...names].map((name) => ({ metricKey: { name } })) } };
  }
  const { metricName: name } = JSON.parse(body);
  const values = valuesOf(run, name);
  if (values.length === 0) return notThere;
  const value = values.map((cell, at) => ({ metricId: `${name}-${at}`, createdUtc: time, data: { [name]: cell } }));
  return { body: { name, columns: { [name]: 'double' }, value, properties: { uxMetricType: 'azureml.v1.scalar' } } };
}

function answerOfQuery(runs: ReadonlyMap<string, LoggedRun>, body: string): TestAnswer {
  const { filter, top, continuationToken = '0' } = JSON.parse(body);
  const idsOf = (field: string): string[] =>
    [...String(filter).matchAll(new RegExp(`${field} eq (?:"([^"]*)"|([\\w.-]+))`, 'g'))].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
  const names = idsOf('name');
  const entries = idsOf('RunId').flatMap((runId) =>
    Object.entries(runs.get(runId)?.v1 ?? {})
      .filter(([name]) => names.length === 0 || names.includes(name))
      .flatMap(([name, values]) =>
        values.map((cell, at) => ({
          runId,
          metricId: `${name}-${at}`,
          metricType: 'azureml.v1.scalar',
          createdUtc: time,
          name,
          cells: [{ [name]: cell }],
          schema: { properties: [{ propertyId: name, name, type: 'double' }] },
        })),
      ),
  );
  const start = Number(continuationToken);
  const end = start + Number(top);
  return {
    body: { value: entries.slice(start, end), continuationToken: end < entries.length ? String(end) : null },
  };
}

/**
 * Starts the fake. Its `metrics:query` knows nothing of what was logged through the newer calls.
 * @param intercept answers in the fake's place where it returns something; is called with the number of the query, from 1,
 *   or 0 for another call
 */
export async function startMetricService(
  runs: ReadonlyMap<string, LoggedRun>,
  intercept: Answer = () => undefined,
): Promise<MetricService> {
  const known = new Map(runs);
  const counts = new Map<string, number>();
  const askedAlone = new Set<string>();
  const server = await startTestServer(async (request) => {
    const isQuery = request.url === `${runsPrefix}/metrics:query`;
    const [, id = '', call = ''] = isQuery ? ['', '', 'query'] : (/\/runs\/([^/]+)\/(\w+)$/.exec(request.url) ?? []);
    const count = (counts.get(call) ?? 0) + 1;
    counts.set(call, count);
    const other = await intercept(request, isQuery ? count : 0);
    if (other !== undefined) return other;
    if (isQuery) return answerOfQuery(known, request.body);
    askedAlone.add(decodeURIComponent(id));
    return answerOfRun(known, decodeURIComponent(id), call, request.body);
  });
  return Object.assign(server, { runs: known, askedAlone, countOf: (call: string) => counts.get(call) ?? 0 });
}
