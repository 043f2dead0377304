import type { CallOptions } from '@hyperdrive-run/core';
import { listFilesEndpoint, readFileEndpoint } from './artifact-endpoints.js';
import { type MlflowConnection, readRunDto } from './mlflow-connection.js';
import { readAllPages } from './read-all-pages.js';
import { artifactListSchema } from './wire/artifact-dto.js';

/** The names of a run's files, each once, folder by folder. */
export async function* listFiles(
  connection: MlflowConnection,
  runId: string,
  { signal }: CallOptions,
): AsyncGenerator<string, void, undefined> {
  await readRunDto(connection, runId, signal);
  const folders: (string | undefined)[] = [undefined];
  const seen = new Set<string>();
  for (const folder of folders) {
    const pages = readAllPages(
      (token) => connection.client.request(artifactListSchema, listFilesEndpoint(runId, folder, token), { signal }),
      `the files of run ${JSON.stringify(runId)}`,
    );
    for await (const { files = [] } of pages) {
      for (const { path, is_dir: isFolder } of files) {
        if (seen.has(path)) continue;
        seen.add(path);
        if (isFolder === true) folders.push(path);
        else yield path;
      }
    }
  }
}

/** Opens a file. Its bytes come through the server, wherever it keeps them. */
export async function openFile(
  connection: MlflowConnection,
  runId: string,
  name: string,
  { signal }: CallOptions,
): Promise<AsyncIterable<Uint8Array>> {
  await readRunDto(connection, runId, signal);
  return connection.client.open(readFileEndpoint(runId, name), { signal });
}
