import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { runColumnsRequestSchema } from '@hyperdrive-run/transport/wire';
import type { MetricsOfRun, StoredCells } from '../../storage/metrics/runs-metrics.js';
import type { StoredMetric } from '../../storage/metrics/stored-metric.js';
import { requireWorkspaceRead } from '../access/permissions.js';
import { workspaceOf } from '../access/request-scope.js';
import { textResponse } from '../http/list-response.js';
import { readBody, requireFew } from '../http/read-request.js';
import { localPath, workspacePath } from '../route-paths.js';
import type { ServiceApp, ServiceContext } from '../service-context.js';

/** Rows in one response, as a multiple of those of a page of one metric: some megabytes. */
const pagesOfResponse = 10;

/** Rows that are written at once. */
const rowsAtOnce = 1000;

/** All that several runs logged, column by column. Runs that would make the response too long are left out of it. */
export function addRunColumnsRoutes(app: ServiceApp, service: ServiceContext): void {
  app.post(`${localPath}${workspacePath}/metrics`, async (request) => {
    const workspace = workspaceOf(request);
    requireWorkspaceRead(request, workspace);
    const { runIds, names } = await readBody(service, request, runColumnsRequestSchema);
    requireFew(runIds, 'run ids');
    const mostRows = service.limits.metricRowsPerPage * pagesOfResponse;
    const runs = service.store.readRunsMetrics(workspace, { runIds, names, mostRows });
    return textResponse(() => piecesOf(runs));
  });
}

/** The response as `RunColumnsListDto` has it, in pieces that take little each, however much a run logged. */
function* piecesOf(runs: Iterable<MetricsOfRun | undefined>): Iterable<string> {
  yield '{"value":[';
  let separator = '';
  for (const run of runs) {
    if (run === undefined) yield '';
    else {
      yield `${separator}{"runId":${writeJson(run.runId)},"metrics":[`;
      for (const [at, { metric, rows }] of run.metrics.entries()) {
        if (at > 0) yield ',';
        yield* piecesOfMetric(metric, rows);
      }
      yield ']}';
      separator = ',';
    }
  }
  yield ']}';
}

function* piecesOfMetric({ name, metricType, columns }: StoredMetric, rows: readonly StoredCells[]): Iterable<string> {
  const all = new Set(columns.keys());
  for (const part of partsOf(rows)) {
    for (const { data } of part) for (const column of data.keys()) all.add(column);
    yield '';
  }
  yield `{"name":${writeJson(name)},"metricType":${writeJson(metricType)},"columns":${writeJson(columns)},"times":`;
  yield* piecesOfList(rows, ({ time }) => time.toISOString());
  yield ',"steps":';
  yield* piecesOfList(rows, ({ step }) => step ?? null);
  yield ',"cells":{';
  for (const [at, column] of [...all].entries()) {
    yield `${at === 0 ? '' : ','}${writeJson(column)}:`;
    yield* piecesOfList(rows, ({ data }) => data.get(column) ?? null);
  }
  yield '}}';
}

function* piecesOfList(rows: readonly StoredCells[], valueOf: (row: StoredCells) => JsonValue): Iterable<string> {
  let before = '[';
  for (const part of partsOf(rows)) {
    yield before + writeJson(part.map(valueOf)).slice(1, -1);
    before = ',';
  }
  yield rows.length === 0 ? '[]' : ']';
}

function* partsOf(rows: readonly StoredCells[]): Iterable<readonly StoredCells[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce);
}
