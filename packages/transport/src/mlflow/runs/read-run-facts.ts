import { BackendError } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { streamConcurrently } from '../../async/stream-concurrently.js';
import { type MlflowConnection, readRunDto } from '../mlflow-connection.js';
import { mlflowTags } from '../wire/constants.js';
import type { MlflowRunDto } from '../wire/run-dto.js';
import { namesOf } from './run-names.js';
import { idIsOneOf } from './search-filter.js';
import { searchRuns } from './search-runs.js';
import { idOf, tagsOf } from './to-run-record.js';

/** What a run logged, by name only. */
export interface RunFacts {
  /** The key under which each metric is kept, by its name. */
  readonly metricKeys: ReadonlyMap<string, string>;
  /** The files of its tables, by the name of the table. */
  readonly tables: ReadonlyMap<string, string>;
}

/**
 * Asks which of many runs exist, and what they logged. Where the server can filter by id, in one request for those in the
 * chosen experiment and another one for those in all others; else run by run. Those that do not exist are missing in
 * the answer.
 */
export async function readRunFacts(
  connection: MlflowConnection,
  runIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, RunFacts>> {
  const { experiments, experimentName, flavor, concurrency } = connection;
  const facts = new Map<string, RunFacts>();
  if (runIds.length > 1 && flavor === 'open-source') {
    const search = async (place: readonly string[], wanted: readonly string[]): Promise<void> => {
      for await (const dto of searchRuns(connection, place, { filter: idIsOneOf(wanted), signal })) {
        facts.set(idOf(dto.info), toFacts(dto));
      }
    };
    if (experimentName !== undefined) await search([await experiments.idOf(experimentName, undefined, signal)], runIds);
    const elsewhere = runIds.filter((runId) => !facts.has(runId));
    if (elsewhere.length > 0) await search(await experiments.allIds(signal), elsewhere);
    return facts;
  }
  const asked = streamConcurrently(runIds, concurrency, (runId, inner) => findRun(connection, runId, inner), signal);
  for await (const { runId, dto } of asked) if (dto !== undefined) facts.set(runId, toFacts(dto));
  return facts;
}

/** A run, or `undefined` where it does not exist. */
export async function findRun(
  connection: MlflowConnection,
  runId: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly runId: string; readonly dto: MlflowRunDto | undefined }> {
  try {
    return { runId, dto: await readRunDto(connection, runId, signal) };
  } catch (error) {
    if (BackendError.isInstance(error) && error.code === 'run-not-found') return { runId, dto: undefined };
    throw error;
  }
}

function toFacts(dto: MlflowRunDto): RunFacts {
  const names = namesOf(dto);
  const metricKeys = new Map((dto.data?.metrics ?? []).map(({ key }) => [names.nameOf(key), key]));
  return { metricKeys, tables: tablesOf(tagsOf(dto).get(mlflowTags.loggedArtifacts)) };
}

/** The tables that a run's tag names, each once: `[{"path": "rows.json", "type": "table"}]`. */
function tablesOf(tag: string | undefined): ReadonlyMap<string, string> {
  const tables = new Map<string, string>();
  for (const entry of readList(tag)) {
    const path = isJsonObject(entry) && entry.get('type') === 'table' ? entry.get('path') : undefined;
    // Other formats than JSON are tables too, but cannot be read here.
    if (typeof path === 'string' && path.endsWith('.json')) tables.set(path.slice(0, -'.json'.length), path);
  }
  return tables;
}

function readList(tag: string | undefined): readonly JsonValue[] {
  try {
    const list = tag === undefined ? undefined : parseJson(tag);
    return isJsonArray(list) ? list : [];
  } catch {
    return [];
  }
}
