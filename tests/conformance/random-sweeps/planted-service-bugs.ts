import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  writeJson,
} from '@hyperdrive-run/core/json';
import type { Operation } from './operations.js';

/** A mistake of a service, or of what stands between it and a client. */
export interface ServiceBug {
  /** The question whose answer must show it. */
  readonly foundBy: Operation;
  readonly answer: (request: Request, path: string, send: Send) => Promise<Response>;
}

/** Asks the service that is in order. */
type Send = (request: Request) => Promise<Response>;

/** Mistakes of services. The comparison must find each of them where only our client is answered so. */
export const plantedServiceBugs: Readonly<Record<string, ServiceBug>> = {
  'says that a sweep is canceled, and cancels nothing': {
    foundBy: 'cancel',
    answer: async (request, path, send) =>
      path.endsWith('/cancel') ? Response.json({ code: 200, result: 'Cancellation requested.' }) : send(request),
  },
  'refuses to cancel anything': {
    foundBy: 'cancel',
    answer: async (request, path, send) =>
      path.endsWith('/cancel') ? Response.json({ code: 409, message: 'no' }, { status: 409 }) : send(request),
  },
  'lists hidden children as if they were not': {
    foundBy: 'children',
    answer: onAnswers(isListing, (answer) => mapRuns(answer, (run) => new Map([...run, ['hidden', false]]))),
  },
  'lists nothing on the pages after the first': {
    foundBy: 'children',
    answer: async (request, path, send) => {
      const answer = await send(request);
      const isLater = isListing(path) && new URL(request.url).searchParams.has('$continuationToken');
      return isLater ? changed(answer, (page) => new Map([...page, ['value', []]])) : answer;
    },
  },
  'leads back to the first page': {
    foundBy: 'children',
    answer: async (request, path, send) => {
      const url = new URL(request.url);
      if (isListing(path)) url.searchParams.delete('$continuationToken');
      return send(new Request(url, request));
    },
  },
  'lists the children that started first before the others': {
    foundBy: 'children_sorted',
    answer: async (request, path, send) => {
      const url = new URL(request.url);
      if (isListing(path)) url.searchParams.set('$sortorder', 'asc');
      return send(new Request(url, request));
    },
  },
  'takes a status that it does not know for Completed': {
    foundBy: 'children',
    answer: onAnswers(isListing, (answer) =>
      mapRuns(answer, (run) => (run.get('status') === 'Resting' ? new Map([...run, ['status', 'Completed']]) : run)),
    ),
  },
  'lists the children of every sweep where descendants are asked for': {
    foundBy: 'descendants',
    answer: async (request, path, send) => {
      if (!path.endsWith('/runs:query')) return send(request);
      const body = (await request.clone().text()).replace(/"filter":"(?:[^"\\]|\\.)*"/, '"filter":""');
      return send(new Request(request.url, { method: 'POST', headers: request.headers, body }));
    },
  },
  'loses the values beyond the first page of a metric': {
    foundBy: 'metrics',
    answer: async (request, path, send) => {
      const isLater = isMetrics(path) && /"continuationToken":"/.test(await request.clone().text());
      const answer = await send(request);
      return isLater ? changed(answer, (page) => new Map([...page, ['value', []]])) : answer;
    },
  },
  'keeps metrics in single precision': {
    foundBy: 'children_sorted',
    answer: onAnswers(isMetrics, (answer) => mapNumbers(answer, Math.fround)),
  },
  'has no word for numbers that are not finite': {
    foundBy: 'metrics',
    answer: onAnswers(isMetrics, (answer) => parseJson(writeJson(answer).replaceAll(/"(?:NaN|-?Infinity)"/g, 'null'))),
  },
  'answers the rows of the recorded table the other way round': {
    foundBy: 'best_run',
    answer: onAnswers(isMetrics, (answer) => {
      const value = isJsonObject(answer) ? answer.get('value') : undefined;
      if (!isJsonObject(answer) || !isJsonArray(value) || !writeJson(value).includes('"final"')) return answer;
      return new Map([...answer, ['value', value.toReversed()]]);
    }),
  },
};

/** The platform's `fetch`, with the mistake between it and the service. */
export function fetchThrough({ answer }: ServiceBug): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init);
    return answer(request, new URL(request.url).pathname, (sent) => fetch(sent));
  };
}

function isListing(path: string): boolean {
  return path.endsWith('/children');
}

function isMetrics(path: string): boolean {
  return /\/(?:full|metrics:query|metrics)$/.test(path);
}

function onAnswers(isMeant: (path: string) => boolean, map: (answer: JsonValue) => JsonValue): ServiceBug['answer'] {
  return async (request, path, send) => {
    const answer = await send(request);
    return isMeant(path) ? changed(answer, map) : answer;
  };
}

async function changed(answer: Response, map: (answer: JsonObject) => JsonValue): Promise<Response> {
  if (!answer.ok) return answer;
  const body = parseJson(await answer.text());
  return new Response(writeJson(isJsonObject(body) ? map(body) : body), { status: answer.status });
}

function mapRuns(answer: JsonValue, map: (run: JsonObject) => JsonValue): JsonValue {
  const runs = isJsonObject(answer) ? answer.get('value') : undefined;
  if (!isJsonObject(answer) || !isJsonArray(runs)) return answer;
  return new Map([...answer, ['value', runs.map((run) => (isJsonObject(run) ? map(run) : run))]]);
}

function mapNumbers(value: JsonValue, map: (number: number) => number): JsonValue {
  if (typeof value === 'number') return map(value);
  if (isJsonArray(value)) return value.map((item) => mapNumbers(item, map));
  return isJsonObject(value) ? new Map([...value].map(([key, item]) => [key, mapNumbers(item, map)])) : value;
}
