import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { standardLog } from '../../../storage/files/run-files.js';
import type { RayClient } from './client/ray-client.js';

/** How much of Ray's log is kept: its end. */
const keptCharacters = 64 * 1024;

/** How long Ray may take to send a log, in milliseconds. */
const patienceMs = 15_000;

/**
 * Adds what Ray logged of a job to the log of its run: what happened before its launch was claimed is nowhere else. What
 * cannot be had is left out.
 * @param folder of the run's kept files
 */
export async function keepRayLog(client: RayClient, id: string, folder: string): Promise<void> {
  try {
    const logs = await client.logs(id, { signal: AbortSignal.timeout(patienceMs) });
    if (logs === undefined || logs === '') return;
    const file = join(folder, standardLog);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const part = logs.length > keptCharacters ? `...\n${logs.slice(-keptCharacters)}` : logs;
    appendFileSync(file, `What Ray logged of the job ${id}:\n${part}${part.endsWith('\n') ? '' : '\n'}`, {
      mode: 0o600,
    });
  } catch {
    // The run says what became of it all the same.
  }
}
