import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { isJsonObject, type JsonObject, type JsonValue, parseJson, writeJson } from '@hyperdrive-run/core/json';

/** A request as the stand-in saw it. */
export interface SeenCall {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** JSON as text; of a blob its MD5 and its size. */
  readonly body: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** A workspace with its storage, as far as a submit asks for them. */
export interface AzureStandIn {
  readonly address: string;
  readonly calls: readonly SeenCall[];
  /** Forgets the calls and all that was uploaded and created. */
  reset(): void;
  close(): Promise<void>;
}

export const workspace =
  '/subscriptions/sub/resourceGroups/group/providers/Microsoft.MachineLearningServices/workspaces/work';

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: JsonValue | undefined;
}

interface World {
  /** What was created, by path. Jobs can be read again. */
  readonly created: Map<string, JsonValue>;
  /** The metadata of blobs, by path. */
  readonly blobs: Map<string, Readonly<Record<string, string>>>;
  containers: number;
}

const object = (entries: Readonly<Record<string, JsonValue>>): JsonObject => new Map(Object.entries(entries));
const idOf = (path: string): string => path.replace(/^\/+/, '/');

/** The answers of Azure Resource Manager that a submit needs, the least that the real client takes. */
function answerOfArm(world: World, call: SeenCall, blobAddress: string): Answer {
  const path = call.path.slice(workspace.length);
  const job = call.method === 'GET' && path.startsWith('/jobs/') ? world.created.get(call.path) : undefined;
  if (isJsonObject(job)) return { status: 200, body: new Map([['name', call.path.split('/').at(-1) ?? ''], ...job]) };
  const resource = (properties: JsonValue): JsonValue =>
    object({ id: idOf(call.path), name: call.path.split('/').at(-1) ?? '', properties });
  if (/^\/codes\/[^/]+\/versions$/.test(path)) return { status: 200, body: object({ value: [] }) };
  if (path.endsWith('/startPendingUpload')) {
    world.containers += 1;
    const container = `${blobAddress}/container${world.containers}`;
    const credential = object({ credentialType: 'SAS', sasUri: `${container}?sv=1&sig=secret` });
    const reference = object({ blobUri: container, storageAccountArmId: 'account', credential });
    return {
      status: 200,
      body: object({
        pendingUploadId: 'upload',
        pendingUploadType: 'TemporaryBlobReference',
        blobReferenceForConsumption: reference,
      }),
    };
  }
  if (/^\/environments\/[^/]+\/versions$/.test(path)) {
    const version = object({ id: `${call.path}/3`, name: '3', properties: object({ image: 'image' }) });
    return { status: 200, body: object({ value: [version] }) };
  }
  if (path.endsWith('/listSecrets')) {
    return { status: 200, body: object({ secretsType: 'Sas', sasToken: 'sv=1&sig=secret' }) };
  }
  if (path.startsWith('/datastores/')) {
    const credentials = object({ credentialsType: 'AccountKey' });
    const properties = { accountName: 'store1', containerName: 'azureml-blobstore', isDefault: true, credentials };
    return { status: 200, body: resource(object({ datastoreType: 'AzureBlob', ...properties })) };
  }
  if (call.method === 'PUT') {
    const body = parseJson(call.body);
    world.created.set(call.path, body);
    return { status: 201, body: resource(isJsonObject(body) ? (body.get('properties') ?? null) : null) };
  }
  if (/^\/data\/[^/]+$/.test(path)) {
    return { status: 200, body: resource(object({ dataType: 'uri_file', latestVersion: '2' })) };
  }
  if (/^\/data\/[^/]+\/versions\//.test(path)) {
    return { status: 200, body: resource(object({ dataType: 'uri_file', dataUri: 'azureml://x' })) };
  }
  if (/^\/models\/[^/]+$/.test(path)) return { status: 200, body: resource(object({ latestVersion: '2' })) };
  if (/^\/models\/[^/]+\/versions/.test(path)) {
    return { status: 200, body: resource(object({ modelType: 'custom_model', modelUri: 'azureml://x' })) };
  }
  if (path === '') {
    return {
      status: 200,
      body: resource(object({ workspaceId: 'w', discoveryUrl: 'https://x', mlFlowTrackingUri: 'x' })),
    };
  }
  return { status: 404, body: object({ error: object({ code: 'NotFound', message: `Nothing at ${call.path}` }) }) };
}

function answerOfStore(world: World, call: SeenCall): Answer {
  const comp = call.query.get('comp');
  if (call.method === 'PUT' && comp === 'metadata') {
    const metadata = [...call.headers].filter(([name]) => name.startsWith('x-ms-meta-'));
    world.blobs.set(call.path, Object.fromEntries(metadata));
    return { status: 200, headers: { etag: '"1"' } };
  }
  const exists = world.blobs.has(call.path);
  if (call.method === 'PUT') {
    if (exists && call.headers.has('if-none-match')) {
      return { status: 409, headers: { 'x-ms-error-code': 'BlobAlreadyExists' } };
    }
    world.blobs.set(call.path, {});
    return { status: 201, headers: { etag: '"1"', 'last-modified': new Date(0).toUTCString() } };
  }
  if (!exists) return { status: 404, headers: { 'x-ms-error-code': 'BlobNotFound' } };
  return { status: 200, headers: { 'content-length': '0', ...world.blobs.get(call.path) } };
}

async function readCall(request: IncomingMessage): Promise<SeenCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const content = Buffer.concat(chunks);
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const isBlob = url.pathname.startsWith('/store/');
  const md5 = createHash('md5').update(content).digest('hex');
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname),
    query: new Map(url.searchParams),
    body: isBlob ? `${md5} ${content.length}` : content.toString('utf8'),
    headers: new Map(headers),
  };
}

/**
 * Starts a stand-in on loopback.
 * @param certificate for TLS; without one it speaks plain HTTP
 * @param blobAddress where its blobs are said to be; its own by default
 */
export async function startAzureStandIn(
  certificate?: { readonly cert: string; readonly key: string },
  blobAddress?: string,
): Promise<AzureStandIn> {
  const calls: SeenCall[] = [];
  const world: World = { created: new Map(), blobs: new Map(), containers: 0 };
  const listener: RequestListener = (request, response) => {
    void readCall(request).then((call) => {
      calls.push(call);
      const isBlob = call.path.startsWith('/store/');
      const answer = isBlob ? answerOfStore(world, call) : answerOfArm(world, call, blobAddress ?? `${address}/store`);
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(answer.body === undefined ? undefined : writeJson(answer.body));
    });
  };
  const server: Server = certificate === undefined ? createServer(listener) : createSecureServer(certificate, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${portOf(server.address())}`;
  return {
    address,
    calls,
    reset() {
      calls.length = 0;
      world.created.clear();
      world.blobs.clear();
      world.containers = 0;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
