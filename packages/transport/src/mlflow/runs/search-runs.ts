import type { MlflowConnection } from '../mlflow-connection.js';
import { type MlflowRunDto, runSearchSchema } from '../wire/run-dto.js';
import { mergeNewestFirst } from './newest-first.js';
import { readAllPages } from './read-all-pages.js';
import { searchRunsEndpoint } from './run-endpoints.js';
import { idOf } from './to-run-record.js';

/** How many runs a page contains where nothing else is asked for. Azure's endpoint takes less than 1000. */
const defaultPageSize = { 'open-source': 1000, 'azure-ml': 999 } as const;
/** The most that a server takes. */
const largestPage = { 'open-source': 50_000, 'azure-ml': 999 } as const;

/** How many experiments one search names. Databases bound the values of a query, SQL Server the lowest, at 2100. */
const experimentsAtOnce = 1000;

export interface SearchOptions {
  readonly filter?: string | undefined;
  readonly pageSize?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds the runs of experiments, newest start first, each once, page by page. All experiments are named in one search;
 * of very many, each thousand in one of its own.
 */
export async function* searchRuns(
  connection: MlflowConnection,
  experimentIds: readonly string[],
  options: SearchOptions,
): AsyncGenerator<MlflowRunDto, void, undefined> {
  const blocks = Array.from({ length: Math.ceil(experimentIds.length / experimentsAtOnce) }, (_, at) =>
    experimentIds.slice(at * experimentsAtOnce, (at + 1) * experimentsAtOnce),
  );
  const [block] = blocks;
  if (block === undefined) return;
  if (blocks.length === 1) yield* searchBlock(connection, block, options);
  else yield* mergeNewestFirst(blocks.map((ids) => searchBlock(connection, ids, options)));
}

async function* searchBlock(
  { client, flavor, found }: MlflowConnection,
  experimentIds: readonly string[],
  { filter, pageSize, signal }: SearchOptions,
): AsyncGenerator<MlflowRunDto, void, undefined> {
  const size = Math.min(pageSize ?? defaultPageSize[flavor], largestPage[flavor]);
  const seen = new Set<string>();
  const pages = readAllPages(
    (pageToken) =>
      client.request(runSearchSchema, searchRunsEndpoint({ experimentIds, filter, pageSize: size, pageToken }), {
        signal,
      }),
    { what: 'runs', keysOf: ({ runs = [] }) => runs.map(({ info }) => idOf(info)) },
  );
  for await (const { runs = [] } of pages) {
    for (const run of runs) {
      const runId = idOf(run.info);
      if (runId === '' || seen.has(runId)) continue;
      seen.add(runId);
      found.longHistories.note(run);
      yield run;
    }
  }
}
