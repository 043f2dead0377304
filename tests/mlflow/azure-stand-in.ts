// Azure's MLflow endpoint as far as it is known, in front of a real MLflow server: what Azure refuses is refused here, in
// its words; everything else the server answers. Files are asked of the workspace's artifact service, at the same address.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

export interface AzureStandIn {
  /** The tracking URI, as Azure gives it out but for the protocol. */
  readonly uri: string;
  readonly token: string;
  /** What was refused, and why. */
  readonly refusals: readonly string[];
  /** The calls that were answered, without their path. */
  readonly calls: readonly string[];
}

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const workspace = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';
const token = 'token-of-azure';

/** What Azure says no to; `undefined` where it answers. */
function refusalOf(call: string, body: string): Refusal | undefined {
  const bad = (message: string): Refusal => ({ status: 400, code: 'BAD_REQUEST', message });
  if (call !== 'runs/search') return undefined;
  const { max_results: size = 1000, order_by: order = [], filter = '' } = JSON.parse(body);
  if (size >= 1000) return bad('max_results must be below 1000');
  const isByTime = (clause: string): boolean => /^(attributes\.)?start_time( ASC| DESC)?$/i.test(clause);
  if (!order.every(isByTime)) return bad('runs cannot be ordered by metrics, params or tags');
  if (/\bstatus\b|\bOR\b|\bIN\b/.test(filter)) return bad('this filter is not supported');
  return undefined;
}

/** Starts the stand-in for one test. It is gone when the test ends. */
export async function startAzureStandIn(serverUrl: string): Promise<AzureStandIn> {
  const refusals: string[] = [];
  const calls: string[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '', 'http://host');
    const refuse = ({ status, code, message }: Refusal): void => {
      refusals.push(`${url.pathname}: ${message}`);
      response.writeHead(status, { 'content-type': 'application/json' });
      const isArtifactService = url.pathname.startsWith('/artifact/');
      const said = isArtifactService
        ? { error: { code: status < 500 ? 'UserError' : 'ServiceError', message } }
        : { Error: { Code: code, Message: message }, error_code: code };
      response.end(JSON.stringify(said));
    };
    if (request.headers.authorization !== `Bearer ${token}`) {
      return refuse({ status: 401, code: 'UNAUTHENTICATED', message: 'the token is missing' });
    }
    const target = toServer(url);
    if (target === undefined) {
      return refuse({ status: 404, code: 'ENDPOINT_NOT_FOUND', message: 'there is no such route' });
    }
    const call = target.replace(/^\/api\/2\.0\/mlflow\//, '').replace(/\?.*$/, '');
    const refusal = refusalOf(call, body);
    if (refusal !== undefined) return refuse(refusal);
    calls.push(call);
    const isPost = request.method === 'POST';
    const answered = await fetch(serverUrl + target, {
      method: request.method ?? 'GET',
      headers: isPost ? { 'content-type': 'application/json' } : {},
      ...(isPost ? { body } : {}),
    });
    const text = await answered.text();
    if (!answered.ok) {
      const { error_code: code = '', message = '' } = text.startsWith('{') ? JSON.parse(text) : {};
      // The artifact service knows files only: a folder is none.
      const isFolder = message.startsWith('Artifact path refers to a directory');
      return refuse({ status: isFolder ? 404 : answered.status, code, message });
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    const isListing = url.pathname.startsWith('/artifact/') && call === 'artifacts/list';
    response.end(isListing ? JSON.stringify({ value: await filesIn(serverUrl + target, text) }) : text);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { uri: `mlflow+http://127.0.0.1:${port}/mlflow/v1.0/${workspace}`, token, refusals, calls };
}

/** The path of the real server for a path of Azure's; `undefined` where Azure has no such route, as for bulk histories. */
function toServer({ pathname, search }: URL): string | undefined {
  const tracking = `/mlflow/v2.0/${workspace}/api/2.0/mlflow/`;
  if (pathname.startsWith(tracking)) return `/api/2.0/mlflow/${pathname.slice(tracking.length)}${search}`;
  const [, kind, runId, name] =
    /^\/artifact\/v2\.0\/.*\/artifacts\/(?:(content)\/)?ExperimentRun\/dcid\.([^/]+)(?:\/(.*))?$/.exec(pathname) ?? [];
  if (runId === undefined) return undefined;
  if (kind === undefined) return `/api/2.0/mlflow/artifacts/list?run_id=${runId}`;
  return `/get-artifact?run_id=${runId}&path=${name ?? ''}`;
}

/** What a listing of the server holds, and what is in its folders: Azure lists all files of a run at once. */
async function filesIn(address: string, text: string): Promise<{ readonly path: string }[]> {
  const { files = [] }: { files?: { path: string; is_dir?: boolean }[] } = JSON.parse(text);
  const below = await Promise.all(
    files.map(async ({ path, is_dir: isFolder }) => {
      if (isFolder !== true) return [{ path }];
      const folder = new URL(address);
      folder.searchParams.set('path', path);
      return filesIn(address, await (await fetch(folder)).text());
    }),
  );
  return below.flat();
}
