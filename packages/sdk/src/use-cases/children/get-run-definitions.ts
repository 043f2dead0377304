import type { CallOptions, RunDefinition, SweepBackend } from '@hyperdrive-run/core/ports';
import { mapConcurrently } from '../async/map-concurrently.js';
import { isMissing } from '../failures/is-missing.js';

/**
 * What many runs were called with: asked for at once where the backend can do that, else run by run. A run that does not
 * exist is left out.
 */
export async function* getRunDefinitions(
  backend: SweepBackend,
  runIds: readonly string[],
  options: CallOptions = {},
): AsyncGenerator<RunDefinition, void, undefined> {
  if (runIds.length === 0) return;
  if (backend.getRunDefinitions !== undefined) return yield* backend.getRunDefinitions(runIds, options);
  const found: RunDefinition[] = [];
  await mapConcurrently(runIds, options.signal, async (runId, signal) => {
    try {
      const { arguments: words } = await backend.getRunDetails(runId, { signal });
      found.push({ runId, arguments: words });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  });
  yield* found;
}
