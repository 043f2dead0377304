import type { TableMetric } from '@hyperdrive-run/core';
import { isMissing } from '../../http/answers/is-missing.js';
import { readAnswer } from '../../wire-json/read-answer.js';

import type { MlflowConnection } from '../mlflow-connection.js';
import { loggedTableSchema } from '../wire/artifact-dto.js';
import { toTableMetric } from './to-table-metric.js';

/** Reads a table that `mlflow.log_table` wrote; `undefined` where its file is gone or contains something else. */
export async function readTable(
  { client, files }: MlflowConnection,
  runId: string,
  name: string,
  path: string,
  signal: AbortSignal,
): Promise<TableMetric | undefined> {
  try {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of await files.openFile(runId, path, { signal })) {
      text += decoder.decode(chunk, { stream: true });
    }
    const reading = await readAnswer(loggedTableSchema, text + decoder.decode(), { signal });
    if (reading.success) return toTableMetric(name, reading.data);
    client.onWarning(
      `The table ${JSON.stringify(path)} of run ${JSON.stringify(runId)} cannot be read: ${reading.message}.`,
    );
    return undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
