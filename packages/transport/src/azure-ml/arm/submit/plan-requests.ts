import { pathSegment } from '../../../http/requests/path-segment.js';
import { type AzureMlScope, workspacePath, workspaceScope } from '../../addresses/azure-ml-scope.js';
import { type PlaceholderName, PlanText, type PlanValue } from './plan-value.js';

/** A request of a submit as data, before what only answers tell is filled in. */
export interface PlannedRequest {
  readonly kind: 'request';
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Percent-encoded; what is filled in is encoded then. */
  readonly path: PlanText;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly body?: PlanValue;
  /** What it is about, for messages. */
  readonly subject: string;
}

/** Each route has the version that azure-ai-ml 1.35.2 asks it with. */
const versions = {
  code: '2023-04-01',
  environment: '2023-04-01-preview',
  data: '2023-04-01-preview',
  datastore: '2024-10-01-preview',
  job: '2024-01-01-preview',
} as const;

type Route = keyof typeof versions;
type PathPart = string | { readonly placeholder: PlaceholderName };

/** Makes the requests of a submit to one workspace: pure, so that they can be shown, compared and sent. */
export interface PlanRequests {
  /** Whether the workspace has code with this hash. */
  findCode(hash: string, hashVersion: number): PlannedRequest;
  /** The code that was found. */
  getCode(): PlannedRequest;
  /** Asks for a container to upload code to. */
  startUpload(): PlannedRequest;
  /** Says that the code is in the container. */
  createCode(codeUri: PlanText, hash: string, hashVersion: number): PlannedRequest;
  /** The newest version of an environment. */
  findLatestEnvironment(name: string): PlannedRequest;
  createEnvironment(version: string, properties: PlanValue): PlannedRequest;
  getDatastore(name: string): PlannedRequest;
  /** Asks for an address of a datastore that may be written to for an hour. */
  listSecrets(name: string): PlannedRequest;
  /** Which version of data is the newest. */
  getDataContainer(name: string): PlannedRequest;
  getDataVersion(name: string, placeholder: PlaceholderName): PlannedRequest;
  createJob(name: PathPart, body: PlanValue): PlannedRequest;
  /** The id of something in the workspace, as bodies carry it. */
  id(...parts: readonly PathPart[]): PlanText;
}

/** Makes one request below the workspace. */
type MakeRequest = (
  method: PlannedRequest['method'],
  route: Route,
  path: readonly PathPart[],
  more: Pick<PlannedRequest, 'subject'> & { readonly query?: PlannedRequest['query']; readonly body?: PlanValue },
) => PlannedRequest;

/** @throws InvalidArgumentError where the scope has what no path can carry */
export function planRequests(scope: AzureMlScope): PlanRequests {
  const base = `/${workspacePath(scope)}`;
  const request: MakeRequest = (method, route, path, { query = [], ...rest }) => ({
    kind: 'request',
    method,
    path: new PlanText(base, ...path),
    query: [['api-version', versions[route]], ...query],
    ...rest,
  });
  return {
    ...codeRequests(request),
    ...environmentRequests(request),
    ...dataRequests(request),
    createJob: (name, body) =>
      request('PUT', 'job', ['/jobs/', typeof name === 'string' ? segment(name) : name], {
        body,
        subject: 'the submitted sweep',
      }),
    id: (...parts) => new PlanText(`/${workspaceScope(scope)}`, ...parts),
  };
}

function segment(name: string): string {
  return pathSegment(name, 'name');
}

function codeRequests(request: MakeRequest): Pick<PlanRequests, 'findCode' | 'getCode' | 'startUpload' | 'createCode'> {
  const code = { placeholder: 'code' } as const;
  const subject = 'the code of the sweep';
  return {
    findCode: (hash, hashVersion) =>
      request('GET', 'code', ['/codes/', code, '/versions'], {
        query: [
          ['hash', hash],
          ['hashVersion', String(hashVersion)],
        ],
        subject,
      }),
    getCode: () => request('GET', 'code', ['/codes/', code, '/versions/', { placeholder: 'codeVersion' }], { subject }),
    startUpload: () =>
      request('POST', 'code', ['/codes/', code, '/versions/1/startPendingUpload'], {
        body: { pendingUploadType: 'TemporaryBlobReference' },
        subject: 'a place for the code of the sweep',
      }),
    createCode: (codeUri, hash, hashVersion) =>
      request('PUT', 'code', ['/codes/', code, '/versions/1'], {
        body: {
          properties: {
            codeUri,
            isAnonymous: true,
            properties: { hash_sha256: hash, hash_version: BigInt(hashVersion) },
          },
        },
        subject,
      }),
  };
}

function environmentRequests(request: MakeRequest): Pick<PlanRequests, 'findLatestEnvironment' | 'createEnvironment'> {
  return {
    findLatestEnvironment: (name) =>
      request('GET', 'environment', [`/environments/${segment(name)}/versions`], {
        query: [
          ['$orderBy', 'createdtime desc'],
          ['$top', '1'],
        ],
        subject: `environment ${JSON.stringify(name)}`,
      }),
    createEnvironment: (version, properties) =>
      request('PUT', 'environment', [`/environments/${anonymousEnvironment}/versions/${segment(version)}`], {
        body: { properties },
        subject: 'the environment of the sweep',
      }),
  };
}

function dataRequests(
  request: MakeRequest,
): Pick<PlanRequests, 'getDatastore' | 'listSecrets' | 'getDataContainer' | 'getDataVersion'> {
  return {
    getDatastore: (name) =>
      request('GET', 'datastore', [`/datastores/${segment(name)}`], { subject: `datastore ${JSON.stringify(name)}` }),
    listSecrets: (name) =>
      request('POST', 'datastore', [`/datastores/${segment(name)}/listSecrets`], {
        body: { expirableSecret: true, expireAfterHours: 1n },
        subject: `the right to write to datastore ${JSON.stringify(name)}`,
      }),
    getDataContainer: (name) =>
      request('GET', 'data', [`/data/${segment(name)}`], { subject: `data ${JSON.stringify(name)}` }),
    getDataVersion: (name, placeholder) =>
      request('GET', 'data', [`/data/${segment(name)}/versions/`, { placeholder }], {
        subject: `data ${JSON.stringify(name)}`,
      }),
  };
}

/** The name of all environments that have none. */
export const anonymousEnvironment = 'CliV2AnonymousEnvironment';
