import type { RunRecord } from '@hyperdrive-run/core';
import { isMissing } from '../../http/answers/is-missing.js';
import type { MlflowConnection } from '../mlflow-connection.js';
import { readSearchTable, type SearchCandidate } from './search-table.js';

const tableName = 'cv_results.csv';

/** More than any search writes; what is larger is not read into memory. */
const mostBytes = 64 * 1024 * 1024;

/**
 * The candidates of a search, from the table that autologging writes beside its run.
 * @returns `undefined` where there is no table, or it is none that can be understood: a warning says of the latter
 * @throws BackendError where it cannot be read: candidates that were not seen are not candidates that were not there
 */
export async function readSearchCandidates(
  { client, files }: Pick<MlflowConnection, 'client' | 'files'>,
  { runId }: Pick<RunRecord, 'runId'>,
  signal: AbortSignal | undefined,
): Promise<readonly SearchCandidate[] | undefined> {
  let text = '';
  let bytes = 0;
  try {
    const decoder = new TextDecoder();
    for await (const chunk of await files.openFile(runId, tableName, { signal })) {
      bytes += chunk.length;
      if (bytes > mostBytes) break;
      text += decoder.decode(chunk, { stream: true });
    }
    text += decoder.decode();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  const candidates = bytes > mostBytes ? undefined : readSearchTable(text);
  if (candidates === undefined) {
    client.onWarning(
      `The table ${tableName} of run ${JSON.stringify(runId)} cannot be understood; its rows are left out.`,
    );
  }
  return candidates;
}

/** Whether a run is a search of scikit-learn, or of a library that names its searches likewise, that was logged by itself. */
export function isSearch({ tags }: Pick<RunRecord, 'tags'>): boolean {
  return tags.get('estimator_class')?.endsWith('SearchCV') === true;
}
