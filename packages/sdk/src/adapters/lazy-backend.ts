import { BackendError, HyperDriveError, type RunScope } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { untilAborted } from '@hyperdrive-run/transport/async';
import { getRunDefinitions } from '../use-cases/children/get-run-definitions.js';
import { planJob, submitJob } from '../use-cases/jobs/submit-job.js';
import { getMetricReadings } from '../use-cases/metrics/get-metric-readings.js';

/** What a backend says before its adapter is loaded. */
export interface BackendFace extends Pick<SweepBackend, 'displayName' | 'scope' | 'getPortalUrl'> {
  withScope(change: RunScope): BackendFace;
}

/**
 * A backend whose adapter is loaded by the first call that needs it, so that a page brings only the one that it uses. An
 * adapter that could not be loaded is asked for again by the next call.
 * @param load rejects where the code of the adapter cannot be had
 */
export function lazyBackend(face: BackendFace, load: () => Promise<SweepBackend>): SweepBackend {
  let loading: Promise<SweepBackend> | undefined;

  function loadOnce(): Promise<SweepBackend> {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw HyperDriveError.isInstance(error) ? error : notLoaded(face.displayName, error);
    });
    return loading;
  }

  async function adapter(options: { readonly signal?: AbortSignal | undefined } = {}): Promise<SweepBackend> {
    options.signal?.throwIfAborted();
    return untilAborted(loadOnce(), options.signal);
  }

  return {
    displayName: face.displayName,
    scope: face.scope,
    getPortalUrl: (runId) => face.getPortalUrl(runId),
    withScope: (change) => lazyBackend(face.withScope(change), async () => (await loadOnce()).withScope(change)),
    getRun: async (runId, options) => (await adapter(options)).getRun(runId, options),
    getRunDetails: async (runId, options) => (await adapter(options)).getRunDetails(runId, options),
    async *listChildRuns(parentId, options) {
      yield* (await adapter(options)).listChildRuns(parentId, options);
    },
    async *listSweeps(options) {
      yield* (await adapter(options)).listSweeps(options);
    },
    async *getMetrics(runIds, options) {
      yield* (await adapter(options)).getMetrics(runIds, options);
    },
    // Whether the adapter picks them itself is known once it is loaded.
    async *getMetricReadings(runIds, options) {
      yield* getMetricReadings(await adapter(options), runIds, options);
    },
    getLeadingChildren: async (parentId, options) => (await adapter(options)).getLeadingChildren?.(parentId, options),
    countChildRuns: async (parentId, options) => (await adapter(options)).countChildRuns?.(parentId, options),
    async *getRunDefinitions(runIds, options) {
      yield* getRunDefinitions(await adapter(options), runIds, options);
    },
    cancelSweep: async (runId, options) => (await adapter(options)).cancelSweep(runId, options),
    cancelRun: async (runId, options) => (await adapter(options)).cancelRun(runId, options),
    submitSweep: async (config, options) => (await adapter(options)).submitSweep(config, options),
    // Whether the adapter takes jobs is known once it is loaded.
    submitJob: async (submission, options) => submitJob(await adapter(options), submission, options),
    planJob: async (submission, options) => planJob(await adapter(options), submission, options),
    updateRun: async (runId, changes, options) => (await adapter(options)).updateRun(runId, changes, options),
    async *listFiles(runId, options) {
      yield* (await adapter(options)).listFiles(runId, options);
    },
    openFile: async (runId, name, options) => (await adapter(options)).openFile(runId, name, options),
  };
}

function notLoaded(displayName: string, cause: unknown): BackendError {
  return new BackendError({
    code: 'connection-failed',
    message: `The code that speaks to ${displayName} could not be loaded.`,
    hint: 'Try again. A page that was open while its site was updated has to be loaded anew.',
    isRetryable: true,
    cause,
  });
}
