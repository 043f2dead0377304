import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  writeJson,
} from '@hyperdrive-run/core/json';
import type { StartedLocalService } from '@hyperdrive-run/local';
import { onTestFinished } from 'vitest';
import { answerStore, signature } from './blob-store.js';
import { commandJobOf, mapAt, objectOf, type Run, sweepJobOf, textAt } from './job-shape.js';

/** What a request was, as the service saw it: without the query. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly authorization: string | undefined;
}

export interface JobServiceOptions {
  /** The most children a page has, whatever is asked for. */
  readonly childrenPerPage?: number | undefined;
  /** What a cancel is answered with, in place of a 202 whose operation ends at the second look. */
  readonly cancel?: ((name: string) => Answer | undefined) | undefined;
  /** What `batchrundata` says of runs, beside the run itself. */
  readonly runData?: ReadonlyMap<string, JsonObject> | undefined;
  /** The named outputs of trials. */
  readonly outputs?: ReadonlyMap<string, JsonObject> | undefined;
  /** Where the service of data assets says that assets are, by id. */
  readonly resolvedUris?: ReadonlyMap<string, string> | undefined;
  /** What is in the store of the workspace, by name. */
  readonly blobs?: ReadonlyMap<string, string> | undefined;
  /** Whether the run history has no runs of its own to show: neither alone nor in lists. */
  readonly historyIsEmpty?: boolean | undefined;
  /** What every request to Azure Resource Manager is answered with. */
  readonly refusal?: Answer | undefined;
}

/** What is answered. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: JsonValue | undefined;
}

export interface JobService extends Pick<StartedLocalService, 'address' | 'token'> {
  readonly requests: readonly SeenRequest[];
}

const workspaceForm = /^(\/subscriptions\/.*?\/workspaces\/[^/]+)(\/.*)?$/;

/**
 * Azure Resource Manager before a local service, which is the run history, the metrics and the files: it sends the sweeps
 * that are there as jobs, in the shape of recorded answers.
 */
export async function openJobService(local: StartedLocalService, options: JobServiceOptions = {}): Promise<JobService> {
  const requests: SeenRequest[] = [];
  const looks = new Map<string, number>();
  const authorization = { authorization: `Bearer ${local.token}` };

  async function askLocal(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(local.address + path, { ...init, headers: { ...authorization, ...init.headers } });
  }

  async function runOf(workspace: string, name: string): Promise<Run | undefined> {
    const response = await askLocal(`/history/v1.0${workspace}/runs/${encodeURIComponent(name)}`);
    const run = response.ok ? parseJson(await response.text()) : undefined;
    return isJsonObject(run) ? run : undefined;
  }

  function jobOf(run: Run, workspace: string): JsonObject {
    const isSweep = run.get('runType') === 'hyperdrive';
    const name = textAt(run, 'runId');
    return isSweep ? sweepJobOf(run, workspace) : commandJobOf(run, workspace, options.outputs?.get(name));
  }

  async function cancel(workspace: string, name: string, run: Run): Promise<Answer> {
    const own = options.cancel?.(name);
    if (own !== undefined) return own;
    const experiment = `${decodeURIComponent(workspace).slice(1)}/experiments/${textAt(run, 'experimentName')}`;
    const path =
      run.get('runType') === 'hyperdrive'
        ? `/hyperdrive/v1.0/${encodeURIComponent(experiment)}/runs/${encodeURIComponent(name)}/cancel`
        : `/history/v1.0${workspace}/runs/${encodeURIComponent(name)}/cancel`;
    await askLocal(path, { method: 'POST', headers: { runhistoryhost: local.address } });
    looks.set(name, 0);
    return {
      status: 202,
      headers: { location: `${workspace}/operations/${encodeURIComponent(name)}`, 'retry-after': '0' },
    };
  }

  async function answerArm(method: string, workspace: string, rest: string): Promise<Answer> {
    if (options.refusal !== undefined) return options.refusal;
    const [, kind, encoded = '', action] = rest.split('/');
    const name = decodeURIComponent(encoded);
    if (kind === 'operations') {
      const count = looks.get(name) ?? 0;
      looks.set(name, count + 1);
      return count === 0 ? { status: 202, headers: { 'retry-after': '0' } } : { status: 200 };
    }
    if (kind === 'datastores') return { status: 200, body: action === 'listSecrets' ? secrets : datastoreOf(name) };
    if (kind === 'jobs' && encoded === '') return { status: 200, body: await listJobs(workspace) };
    const run = kind === 'jobs' ? await runOf(workspace, name) : undefined;
    if (run === undefined) return missing(name);
    if (action === 'cancel' && method === 'POST') return cancel(workspace, name, run);
    return { status: 200, body: jobOf(run, workspace) };
  }

  async function listJobs(workspace: string): Promise<JsonObject> {
    const filter = '(RunType eq hyperdrive or Properties/azureml.runsource eq hyperdrive)';
    const body = writeJson(objectOf({ filter, orderby: 'StartTimeUtc desc', top: 500 }));
    const headers = { 'content-type': 'application/json' };
    const response = await askLocal(`/history/v1.0${workspace}/runs:query`, { method: 'POST', body, headers });
    const page = parseJson(await response.text());
    const runs = isJsonObject(page) ? page.get('value') : [];
    const jobs = (isJsonArray(runs) ? runs : []).flatMap((run) => (isJsonObject(run) ? [jobOf(run, workspace)] : []));
    return new Map<string, JsonValue>([
      ['value', jobs],
      ['nextLink', null],
    ]);
  }

  async function runData(workspace: string, body: string): Promise<Answer> {
    const asked = parseJson(body);
    const found = new Map<string, JsonValue>();
    const failed = new Map<string, JsonValue>();
    for (const id of (isJsonObject(asked) ? mapAt(asked, 'requests') : new Map()).keys()) {
      const run = await runOf(workspace, id);
      const data = options.runData?.get(id) ?? new Map<string, JsonValue>();
      if (run === undefined)
        failed.set(id, objectOf({ error: objectOf({ code: 'UserError', message: 'No such run.' }) }));
      else
        found.set(
          id,
          new Map([['runMetadata', new Map([...run, ...mapAt(data, 'runMetadata')])], ...definitionsOf(data)]),
        );
    }
    const status = failed.size === 0 ? 200 : 207;
    return {
      status,
      body: new Map([
        ['successfulResults', found],
        ['failedResults', failed],
      ]),
    };
  }

  async function forward(method: string, url: URL, incoming: IncomingMessage, body: Buffer): Promise<Response> {
    const limit = options.childrenPerPage;
    if (limit !== undefined && url.pathname.endsWith('/children')) {
      const asked = Number(url.searchParams.get('$top') ?? limit);
      url.searchParams.set('$top', String(Math.min(asked, limit)));
    }
    const headers: Record<string, string> = {};
    for (const [key, value] of Object.entries(incoming.headers)) {
      if (typeof value === 'string' && !['host', 'connection', 'content-length'].includes(key)) headers[key] = value;
    }
    const hasBody = method !== 'GET' && method !== 'HEAD' && body.length > 0;
    return fetch(local.address + url.pathname + url.search, {
      method,
      headers,
      redirect: 'manual',
      ...(hasBody ? { body: new Uint8Array(body) } : {}),
    });
  }

  async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://service');
    const { method = 'GET' } = incoming;
    requests.push({ method, path: url.pathname, query: url.search, authorization: incoming.headers.authorization });
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const [, workspace, rest] = workspaceForm.exec(url.pathname) ?? [];
    const [, ofRunData] = /^\/history\/v1\.0(\/.*)\/batchrundata$/.exec(url.pathname) ?? [];
    if (url.pathname.startsWith('/store/')) {
      url.pathname = url.pathname.slice('/store'.length);
      const answer = answerStore(options.blobs ?? new Map(), url, incoming.headers.authorization);
      return 'text' in answer ? void outgoing.end(answer.text) : write(outgoing, answer);
    }
    if (workspace !== undefined) return write(outgoing, await answerArm(method, workspace, rest ?? ''));
    if (/^\/data\/v1\.0\/.*\/dataversion\/batchGetResolvedUris$/.test(url.pathname)) {
      return write(outgoing, resolvedUris(options.resolvedUris ?? new Map(), parseJson(body.toString())));
    }
    if (ofRunData !== undefined) return write(outgoing, await runData(ofRunData, body.toString()));
    if (options.historyIsEmpty === true && /\/runs(?:\/[^/]+|:query)$/.test(url.pathname)) {
      const refusal = objectOf({ error: objectOf({ code: 'UserError', message: 'Not here.' }) });
      return write(outgoing, { status: url.pathname.endsWith(':query') ? 400 : 404, body: refusal });
    }
    const response = await forward(method, url, incoming, body);
    outgoing.writeHead(response.status, Object.fromEntries(keptHeaders(response.headers)));
    for await (const piece of response.body ?? []) outgoing.write(piece);
    outgoing.end();
  }

  const server = createServer((incoming, outgoing) => {
    respond(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port.');
  return { address: `http://127.0.0.1:${bound.port}`, token: local.token, requests };
}

const secrets = objectOf({ secretsType: 'Sas', sasToken: signature });

function datastoreOf(name: string): JsonObject {
  const properties = objectOf({
    datastoreType: 'AzureBlob',
    accountName: 'storage',
    containerName: 'azureml-blobstore',
    endpoint: null,
    protocol: null,
    isDefault: true,
  });
  return objectOf({ name, properties });
}

/** Only what was asked for; an asset that is not known is left out. */
function resolvedUris(known: ReadonlyMap<string, string>, asked: JsonValue): Answer {
  const ids = isJsonObject(asked) ? asked.get('values') : undefined;
  const values = (isJsonArray(ids) ? ids : []).flatMap((id): [string, JsonValue][] => {
    const uri = typeof id === 'string' ? known.get(id) : undefined;
    return typeof id !== 'string' || uri === undefined ? [] : [[id, objectOf({ uri, type: 'UriFolder' })]];
  });
  return { status: 200, body: new Map([['values', new Map(values)]]) };
}

function missing(name: string): Answer {
  const message = `Job ${name} was not found.`;
  return { status: 404, body: objectOf({ error: objectOf({ code: 'UserError', message }) }) };
}

function definitionsOf(data: JsonObject): [string, JsonValue][] {
  return [...data].filter(([key]) => key !== 'runMetadata');
}

/** The body comes unpacked and in pieces of its own. */
function keptHeaders(headers: Headers): [string, string][] {
  const dropped = ['content-length', 'content-encoding', 'transfer-encoding', 'connection', 'keep-alive'];
  return [...headers].filter(([key]) => !dropped.includes(key));
}

function write(outgoing: ServerResponse, { status, headers = {}, body }: Answer): void {
  outgoing.writeHead(status, { ...headers });
  outgoing.end(typeof body === 'string' ? body : body === undefined ? undefined : writeJson(body));
}
