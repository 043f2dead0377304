import { InvalidArgumentError, type RunRecord, type RunStatus } from '@hyperdrive-run/core';
import type { ListChildRunsOptions, ListSweepsOptions } from '@hyperdrive-run/core/ports';
import { type Listing, type PageCursor, paginate } from '../../http/answers/paginate.js';
import { experimentPath, workspacePath } from '../addresses/azure-ml-scope.js';
import { type AzureMlConnection, homeOf, noteOffers } from '../azure-ml-connection.js';
import { historyService } from './history-service.js';
import {
  childRunsEndpoint,
  defaultPageSize,
  descendantsFilter,
  listingOrder,
  queryRunsEndpoint,
  runSubject,
  sweepFilter,
} from './run-endpoints.js';
import { toRunRecord } from './to-run-record.js';
import { type RunPageDto, runPageSchema } from './wire/run-dto.js';
import type { RunQueryDto } from './wire/run-request-dto.js';

function checkPageSize(pageSize: number | undefined): number {
  if (pageSize === undefined) return defaultPageSize;
  if (!Number.isSafeInteger(pageSize) || pageSize < 1) {
    throw new InvalidArgumentError({ option: 'pageSize', got: pageSize, takes: 'a positive integer' });
  }
  return pageSize;
}

/** Each run once and in the service's order, without hidden ones and those of another status. */
async function* readPages(
  fetchPage: (cursor: PageCursor | undefined) => Promise<RunPageDto>,
  listed: Pick<Listing<RunPageDto>, 'what' | 'runId'>,
  experimentName: string | undefined,
  status: readonly RunStatus[] | undefined,
): AsyncGenerator<RunRecord, void, undefined> {
  const seen = new Set<string>();
  for await (const page of paginate(fetchPage, { ...listed, keysOf: ({ value }) => value.map(({ runId }) => runId) })) {
    for (const dto of page.value) {
      if (dto.hidden === true || seen.has(dto.runId)) continue;
      seen.add(dto.runId);
      const run = toRunRecord(dto, experimentName);
      if (status === undefined || status.includes(run.status)) yield run;
    }
  }
}

/** The children of a run, page by page. */
export async function* listChildRuns(
  connection: AzureMlConnection,
  parentId: string,
  { status, recursive, pageSize, signal }: ListChildRunsOptions,
): AsyncGenerator<RunRecord, void, undefined> {
  const size = checkPageSize(pageSize);
  const home = await homeOf(connection, parentId, signal);
  const listed = { what: `the children of ${runSubject(parentId)}`, runId: parentId };
  if (recursive === true) {
    const query = { filter: descendantsFilter(parentId), orderby: listingOrder, top: size };
    const fetchQueried = queryPages(connection, home, query, signal);
    return yield* readPages(fetchQueried, listed, connection.scope.experimentName, status);
  }
  const fetchPage = async (cursor: PageCursor | undefined): Promise<RunPageDto> => {
    const continuationToken = cursor?.kind === 'token' ? cursor.token : undefined;
    const link = cursor?.kind === 'link' ? cursor.link : undefined;
    const endpoint = childRunsEndpoint(home, parentId, { size, continuationToken });
    return noteOffers(
      connection,
      await connection.client.request(historyService, runPageSchema, endpoint, { signal, link }),
    );
  };
  yield* readPages(fetchPage, listed, connection.scope.experimentName, status);
}

/**
 * The sweeps of the experiment, newest first; of the whole workspace where none is chosen. Not every service is known to
 * answer that: the local one does.
 */
export async function* listSweeps(
  connection: AzureMlConnection,
  { status, signal }: ListSweepsOptions,
): AsyncGenerator<RunRecord, void, undefined> {
  const { scope } = connection;
  const experiment = scope.experimentName;
  const home = experiment === undefined ? workspacePath(scope) : experimentPath(scope, experiment);
  const query = { filter: sweepFilter, orderby: listingOrder, top: defaultPageSize };
  yield* readPages(queryPages(connection, home, query, signal), { what: 'sweeps' }, experiment, status);
}

/** The pages of a query. It goes on by its token alone: a link cannot carry the filter. */
function queryPages(
  connection: AzureMlConnection,
  home: string,
  query: RunQueryDto,
  signal: AbortSignal | undefined,
): (cursor: PageCursor | undefined) => Promise<RunPageDto> {
  return async (cursor) => {
    const continuationToken = cursor?.kind === 'token' ? cursor.token : undefined;
    const endpoint = queryRunsEndpoint(home, { ...query, continuationToken });
    const page = await connection.client.request(historyService, runPageSchema, endpoint, { signal });
    return { ...noteOffers(connection, page), nextLink: undefined };
  };
}
