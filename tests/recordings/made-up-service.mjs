// As much of the Azure ML services as the real Python libraries ask for, over the sweeps of made-up-sweeps.mjs.

import { makeSweeps, scope, workspacePath } from './made-up-sweeps.mjs';

// Small pages, so that paging is recorded.
const childrenPerPage = 3;
const metricValuesPerPage = 2;

/** @typedef {import('./recording-server.mjs').RecordedRequest} RecordedRequest */
/** @typedef {import('./recording-server.mjs').RecordedResponse} RecordedResponse */

const emptyRun = {
  runNumber: 1,
  experimentId: scope.experimentId,
  status: 'NotStarted',
  tags: {},
  properties: {},
  hidden: false,
};

/** @param {() => string} getAddress */
export function makeService(getAddress) {
  /** @type {Map<string, any> | undefined} */
  let made;
  let submitted = 0;
  const runs = () => (made ??= makeSweeps(getAddress()));

  const service = {
    /** What the next requests get instead of the usual answer: a part of `METHOD path body` to the response. @type {Map<string, RecordedResponse>} */
    instead: new Map(),
    respond,
    /** @param {any} dto */
    addRun(dto) {
      runs().set(dto.runId, { dto, metrics: {} });
    },
  };
  return service;

  /** @param {RecordedRequest} request @returns {RecordedResponse} */
  function respond(request) {
    const path = decodeURIComponent(request.path);
    for (const [part, response] of service.instead) {
      if (`${request.method} ${path} ${request.body}`.includes(part)) return response;
    }
    if (path === '/discovery') return discovery();
    const segments = path.split('/').filter((segment) => segment !== '');
    const [area, , ...rest] = segments;
    const tail = rest.slice(workspacePath.split('/').length);
    if (area === 'history' && tail[0]?.startsWith('experiment')) return history(request, tail.slice(2));
    if (area === 'history' && tail[0] === 'runs') return history(request, tail);
    if (area === 'metric' && tail[0] === 'runs') return metrics(request, tail[1] ?? '', tail[2] ?? '');
    if (area === 'artifact') return ok({ value: [], continuationToken: null });
    if (area === 'hyperdrive' && (tail[2] === 'runs' || tail[2] === 'hdruns'))
      return hyperdrive(request, tail.slice(3));
    if (area === 'content') return content(request, tail);
    if (path.includes('/computes/')) return compute(path);
    return notFound(`Nothing answers ${request.method} ${path}`);
  }

  function discovery() {
    const address = getAddress();
    const names = ['api', 'history', 'hyperdrive', 'experimentation', 'studio', 'modelmanagement'];
    return ok(Object.fromEntries(names.map((name) => [name, address])));
  }

  /** @param {RecordedRequest} request @param {string[]} tail */
  function history(request, tail) {
    if (tail.length === 0) {
      return ok({
        experimentId: scope.experimentId,
        name: scope.experiment,
        description: null,
        tags: {},
        archivedTime: null,
      });
    }
    if (tail[0] === 'runs:query') return query(request);
    const [, id = '', action] = tail;
    if (action === undefined && request.method === 'PATCH' && !runs().has(id)) {
      // Scripts make child runs by patching what is not there.
      service.addRun({ ...emptyRun, runId: id, rootRunId: id, dataContainerId: `dcid.${id}` });
    }
    const run = runs().get(id);
    if (run === undefined) return notFound(`Run ${id} was not found`);
    if (action === undefined && request.method === 'GET') return ok(run.dto);
    if (action === undefined && request.method === 'PATCH') {
      const { tags, properties, ...rest } = JSON.parse(request.body);
      Object.assign(run.dto, rest);
      run.dto.tags = { ...run.dto.tags, ...tags };
      run.dto.properties = { ...run.dto.properties, ...properties };
      return ok(run.dto);
    }
    if (action === 'details') return ok(details(run.dto));
    if (action === 'children') return children(request, id);
    if (action === 'tags' && request.method === 'DELETE') {
      for (const name of JSON.parse(request.body)) delete run.dto.tags[name];
      return ok(run.dto);
    }
    if (action === 'metricsingest' || action === 'events') return { status: 200 };
    return notFound(`Runs have no ${action}`);
  }

  /** @param {any} dto */
  function details(dto) {
    return {
      runId: dto.runId,
      target: dto.target,
      status: dto.status,
      startTimeUtc: dto.startTimeUtc,
      endTimeUtc: dto.endTimeUtc,
      services: {},
      properties: dto.properties,
      error: dto.error,
      warnings: null,
      inputDatasets: [],
      outputDatasets: [],
      runDefinition: null,
      logFiles: {},
    };
  }

  /** Newest start first; those that never started last. @param {RecordedRequest} request @param {string} parentId */
  function children(request, parentId) {
    const start = Number(new URLSearchParams(request.query).get('$continuationToken') ?? 0);
    const all = [...runs().values()].map((run) => run.dto).filter((dto) => dto.parentRunId === parentId);
    all.sort((a, b) => (b.startTimeUtc ?? '').localeCompare(a.startTimeUtc ?? ''));
    const end = start + childrenPerPage;
    const token = end < all.length ? String(end) : null;
    return ok({
      value: all.slice(start, end),
      continuationToken: token,
      nextLink: token === null ? null : `${getAddress()}${request.path}?$continuationToken=${token}`,
    });
  }

  /** The only filter that Python sends for the descendants of a run. @param {RecordedRequest} request */
  function query(request) {
    const { filter, continuationToken } = JSON.parse(request.body);
    const root = /\(RootRunId eq (\S+) and RunId ne \S+\)/.exec(filter)?.[1];
    const all = [...runs().values()]
      .map((run) => run.dto)
      .filter((dto) => dto.rootRunId === root && dto.runId !== root);
    const start = Number(continuationToken ?? 0);
    const end = start + childrenPerPage;
    return ok({
      value: all.slice(start, end),
      continuationToken: end < all.length ? String(end) : null,
      nextLink: null,
    });
  }

  /** @param {RecordedRequest} request @param {string} id @param {string} action */
  function metrics(request, id, action) {
    const run = runs().get(id);
    if (run === undefined) return notFound(`Run ${id} was not found`);
    if (action === 'batch') return ok({});
    if (action === 'list') {
      const value = Object.values(run.metrics).map((metric) => ({
        metricKey: { namespace: '', name: metric.name },
        columns: metric.columns,
      }));
      return ok({ value, continuationToken: null });
    }
    if (action === 'full') {
      const { metricName, continuationToken } = JSON.parse(request.body);
      const metric = run.metrics[metricName];
      if (metric === undefined) return notFound(`Metric ${metricName} was never logged`);
      const start = Number(continuationToken ?? 0);
      const end = start + metricValuesPerPage;
      return ok({
        dataContainerId: `dcid.${id}`,
        name: metric.name,
        columns: metric.columns,
        value: metric.value.slice(start, end),
        continuationToken: end < metric.value.length ? String(end) : null,
        nextLink: null,
        properties: metric.properties,
      });
    }
    return notFound(`Metrics have no ${action}`);
  }

  /** @param {RecordedRequest} request @param {string[]} tail */
  function hyperdrive(request, tail) {
    const [id, action] = tail;
    if (action === 'cancel') return { status: 200, body: { code: 200, result: 'Cancellation requested' } };
    const runId = id ?? `HD_00000000-0000-4000-b000-${String((submitted += 1)).padStart(12, '0')}`;
    const config = JSON.parse(/\r\n\r\n(\{.*\})\r\n--/s.exec(request.body)?.[1] ?? '{}');
    service.addRun({ ...emptyRun, runId, rootRunId: runId, runType: 'hyperdrive', status: 'Running' });
    const { platform_config: _, ...rest } = config;
    const result = { ...rest, hyperdrive_run_id: runId, status: 'RUNNING', platform_config: { ParentRunId: runId } };
    return {
      status: 201,
      body: { code: 201, result: { ...result, all_jobs_generated: false, cancellation_requested: false } },
    };
  }

  /** Snapshots of source folders: no file has to be uploaded, the rest is taken as it comes. @param {RecordedRequest} request @param {string[]} tail */
  function content(request, tail) {
    if (tail[1] === 'getblob') return ok({ fileNodes: [] });
    return ok({ id: tail[1], root: {} });
  }

  /** @param {string} path */
  function compute(path) {
    const name = path.split('/').at(-1) ?? '';
    return ok({
      id: path,
      name,
      type: 'Microsoft.MachineLearningServices/workspaces/computes',
      location: 'westeurope',
      tags: null,
      properties: {
        computeType: 'AmlCompute',
        computeLocation: 'westeurope',
        isAttachedCompute: false,
        provisioningState: 'Creating',
        provisioningErrors: null,
        description: null,
        createdOn: '2024-05-01T00:00:00+00:00',
        modifiedOn: '2024-05-01T00:00:00+00:00',
        resourceId: null,
        properties: null,
      },
    });
  }
}

/** @param {unknown} body @returns {RecordedResponse} */
function ok(body) {
  return { status: 200, body };
}

/** @param {string} message @returns {RecordedResponse} */
export function notFound(message) {
  return errorResponse(404, 'UserError', message);
}

/** @param {number} status @param {string} code @param {string} message @returns {RecordedResponse} */
export function errorResponse(status, code, message) {
  return {
    status,
    body: {
      // Without `details` the Python client fails while it formats the error.
      error: { code, message, innerError: null, details: [] },
      correlation: { operation: 'op', request: 'rq' },
      environment: 'local',
      location: 'local',
      time: '2024-05-06T09:00:00+00:00',
      componentName: 'made-up',
    },
  };
}
