import type { RunStore } from '../../storage/run-store.js';

/** Resolves when a run is stored with a status the next time. Before, and within that, `then` is called. */
export function untilUpdated(
  store: Pick<RunStore, 'subscribe'>,
  runId: string,
  status: string,
  then?: () => void,
): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = store.subscribe((change) => {
      if (change.kind !== 'run-updated' || change.run.runId !== runId || change.run.status !== status) return;
      unsubscribe();
      then?.();
      resolve();
    });
  });
}
