import { dataContainerIdOf } from '@hyperdrive-run/transport/wire';
import fc from 'fast-check';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { fillPattern, type Route } from './routes-of.js';

/** A request as it is sent, right in most things and wrong in some. */
export interface MalformedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

const awkwardPart = fc.oneof(
  fc.constantFrom(
    '',
    '.',
    '..',
    '../..',
    '%',
    '%2e%2e',
    '%252e%252e%252f',
    'a/b',
    'a\\..\\b',
    '\0',
    'a\0b',
    'CON',
    '😀',
  ),
  fc.constantFrom('__proto__', 'constructor', "'; DROP TABLE runs; --", '"', '*', ' ', '-1', 'NaN', 'HD_1', 'nobody'),
  fc.string({ maxLength: 20 }),
  fc.constant('x'.repeat(3000)),
);

/** The parts of a path that lead to what exists. */
const rightParts = new Map([
  ['subscription', garden.subscriptionId],
  ['group', garden.resourceGroup],
  ['workspace', garden.workspaceName],
  ['experiment', garden.experimentName],
  ['experimentId', experimentIdOf(garden)],
  ['run', 'HD_1'],
  ['container', dataContainerIdOf('HD_1')],
  ['path', 'user_logs/std_log.txt'],
  ['model', 'm-1'],
]);

const queryText = fc.oneof(
  fc.constantFrom('$top=x', '$top=1e3', '$top=-1', '$top=99999999999999999999', '$filter=%22', '$filter=RunId eq'),
  fc.constantFrom('$continuationToken=W10', '$orderby=x', 'sig=a.b.c', '%', '&&=&', '%00=%00', 'top[]=1', 'run_id='),
  fc.constantFrom('max_results=-1', 'max_results=1e99', 'page_token=W10', 'path=../..', 'path=%2e%2e%2fservice.json'),
  fc.constantFrom('run_id=HD_1&metric_key=loss', 'run_id=HD_1&run_id=HD_1', 'experiment_id=0', 'experiment_name=%'),
  fc.string({ maxLength: 20 }).map(encodeURIComponent),
);

/** Names that some route takes, so that a random object is nearly a right one. */
const names = fc.constantFrom(
  ...`
    values name value data runs runId runIds requests events
    filter tags paths metricName continuationToken top timestamp properties status
    parentRunId columns step run_id run_uuid key metrics params experiment_ids
    max_results order_by page_token experiment_id experiment_name end_time start_time run_view_type model_id
    datasets dataset dataset_name models filter order_by field_name experiment_name __proto__
  `
    .trim()
    .split(/\s+/),
);
const scalar = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 0.5, 1e300, -1e-300, 2 ** 53, '', 'a', 'HD_1', 'loss', '2026-01-01', '\u0000'),
  fc.constantFrom(
    'Microsoft.MachineLearning.Run.Start',
    'RunId eq HD_1',
    'NaN',
    'Infinity',
    '1e999',
    'FINISHED',
    '\ud800',
  ),
  fc.constantFrom(
    "tags.`mlflow.parentRunId` = 'HD_1'",
    'tags.a IS NULL',
    "dataset.name LIKE '%'",
    'metrics.loss > x',
    'attributes.start_time ASC',
    "a = 'b",
  ),
  fc.string({ maxLength: 10 }),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 6 }).map((pairs) => Object.fromEntries(pairs)),
  ),
})).value;

const boundary = 'frontier';
function form(config: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; name="config"; filename="c.json"\r\n\r\n${config}\r\n--${boundary}--\r\n`;
}

const body: fc.Arbitrary<string | Uint8Array<ArrayBuffer>> = fc.oneof(
  { weight: 6, arbitrary: json.map((value) => JSON.stringify(value)) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      json.map((value) => form(JSON.stringify(value))),
      fc.string().map(form),
    ),
  },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }).map((bytes) => Uint8Array.from(bytes)) },
  fc.constantFrom(
    '{',
    '[NaN',
    '"',
    '{"a": 1e99999}',
    '{"a": 123456789012345678901234567890}',
    '{"__proto__": {"a": 1}}',
  ),
  fc.constantFrom(
    '['.repeat(20_000),
    '{"a":'.repeat(20_000),
    '\ufeff{}',
    '{"tags": {"a": "\\ud800"}}',
    ' '.repeat(5000),
  ),
);

const contentType = fc.constantFrom(
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'nonsense',
  '',
  `multipart/form-data; boundary=${boundary}`,
);
const header: fc.Arbitrary<readonly [string, string]> = fc.constantFrom(
  ['content-encoding', 'gzip'],
  ['range', 'bytes=9-1'],
  ['accept', 'nothing/nothing'],
  ['x-ms-client-request-id', 'x'.repeat(2000)],
  ['x-http-method-override', 'DELETE'],
  ['x-forwarded-host', 'attacker.example'],
  ['if-none-match', '*'],
);

/** A value with this probability, else `undefined`. */
function seldom<T>(probability: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  const weight = Math.round(probability * 1000);
  return fc.oneof({ weight: 1000 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value });
}

/** Malformed requests for the routes, each route as likely as any other. */
export function malformedRequests(routes: readonly Route[]): fc.Arbitrary<MalformedRequest> {
  const part = seldom(1 / 20, awkwardPart);
  return fc
    .record({
      route: fc.constantFrom(...routes),
      parts: fc.infiniteStream(part),
      isEncoded: fc.boolean(),
      query: fc.array(queryText, { maxLength: 2 }),
      otherMethod: seldom(1 / 10, fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS', 'HEAD')),
      content: seldom(7 / 8, body),
      contentType,
      extra: fc.array(header, { maxLength: 2 }),
    })
    .map(({ route, parts, isEncoded, query, otherMethod, content, contentType: type, extra }) => {
      const method = otherMethod ?? route.method;
      const path = fillPattern(route.pattern, (name) => {
        const text = parts.next().value ?? rightParts.get(name) ?? 'HD_1';
        return isEncoded || /[\0 #?]|[^\x20-\x7e]/.test(text) ? encodeURIComponent(text) : text;
      });
      return {
        method,
        path: query.length === 0 ? path : `${path}?${query.join('&')}`,
        headers: Object.fromEntries([...(type === '' ? [] : [['content-type', type] as const]), ...extra]),
        body: method === 'GET' || method === 'HEAD' ? undefined : content,
      };
    });
}
