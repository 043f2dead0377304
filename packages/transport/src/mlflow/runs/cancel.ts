import { isTerminalStatus, type RunRecord } from '@hyperdrive-run/core';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { streamConcurrently } from '../../async/stream-concurrently.js';
import { throwIfFinished } from '../../http/answers/already-finished.js';
import { type MlflowConnection, readRun } from '../mlflow-connection.js';
import { ownTags } from '../wire/constants.js';
import { listChildRuns } from './list-child-runs.js';
import { setTagsEndpoint, updateRunEndpoint } from './run-endpoints.js';

/**
 * Ends a run in MLflow's books: KILLED, with an end time. (`CANCELED` would be taken and ignored.) MLflow stops no
 * process; the tag lets later readers see that one went on.
 */
async function kill({ client }: MlflowConnection, runId: string, signal: AbortSignal | undefined): Promise<void> {
  const now = Date.now();
  await client.send(setTagsEndpoint(runId, [[ownTags.canceledAt, String(now)]]), { signal });
  await client.send(updateRunEndpoint(runId, { status: 'KILLED', end_time: now }), { signal });
}

/** Cancels one run, such as a child. */
export async function cancelRun(connection: MlflowConnection, runId: string, { signal }: CallOptions): Promise<void> {
  throwIfFinished(runId, (await readRun(connection, runId, signal)).status);
  await kill(connection, runId, signal);
}

/**
 * Cancels a sweep with all its children that have not ended. The parent first: a service that runs the sweep itself cancels it
 * by that, and would call it completed if its last children were ended before. Then the children, and once more those that
 * were started meanwhile. A cancel that failed half way can be repeated: the children that it left are ended. Warns of those
 * that their process set back.
 */
export async function cancelSweep(connection: MlflowConnection, runId: string, { signal }: CallOptions): Promise<void> {
  const { status } = await readRun(connection, runId, signal);
  const killed = new Set<string>();
  const killChildren = async (): Promise<number> => {
    const unfinished: RunRecord[] = [];
    for await (const child of listChildRuns(connection, runId, { signal })) {
      if (killed.has(child.runId)) child.warnings.forEach((warning) => warn(connection, child, warning));
      else if (!isTerminalStatus(child.status)) unfinished.push(child);
    }
    const work = streamConcurrently(
      unfinished,
      connection.concurrency,
      async (child, inner) => {
        await kill(connection, child.runId, inner);
        return child;
      },
      signal,
    );
    for await (const child of work) killed.add(child.runId);
    return unfinished.length;
  };
  if (status === 'Canceled') {
    if ((await killChildren()) === 0) throwIfFinished(runId, status);
  } else {
    throwIfFinished(runId, status);
    await kill(connection, runId, signal);
    await killChildren();
  }
  await killChildren();
}

function warn({ client }: MlflowConnection, run: RunRecord, warning: string): void {
  client.onWarning(`Run ${JSON.stringify(run.runId)}: ${warning}`);
}
