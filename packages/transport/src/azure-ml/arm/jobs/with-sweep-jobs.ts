import type { SweepBackend } from '@hyperdrive-run/core/ports';
import type { AzureMlConnection } from '../../azure-ml-connection.js';
import { isOutputFile } from '../outputs/output-name.js';

/** The calls in which jobs of Azure Resource Manager differ from other runs. */
export type RunCalls = Pick<
  SweepBackend,
  'getRun' | 'getRunDetails' | 'listSweeps' | 'cancelSweep' | 'cancelRun' | 'updateRun' | 'listFiles' | 'openFile'
>;

/**
 * Calls about runs of which some may be jobs. What only jobs need is loaded with the first run that may be one: those of the
 * first SDK, as their ids say, are none.
 * @param plain the calls about runs that are none
 */
export function withSweepJobs(
  { scope, knownJobs: known }: Pick<AzureMlConnection, 'scope' | 'knownJobs'>,
  plain: RunCalls,
  load: () => Promise<RunCalls>,
): RunCalls {
  async function callsFor(runId: string, signal: AbortSignal | undefined): Promise<RunCalls> {
    signal?.throwIfAborted();
    return known?.mayFind(scope, runId) === true ? load() : plain;
  }
  return {
    getRun: async (runId, call) => (await callsFor(runId, call?.signal)).getRun(runId, call),
    getRunDetails: async (runId, call) => (await callsFor(runId, call?.signal)).getRunDetails(runId, call),
    cancelSweep: async (runId, call) => (await callsFor(runId, call?.signal)).cancelSweep(runId, call),
    cancelRun: async (runId, call) => (await callsFor(runId, call?.signal)).cancelRun(runId, call),
    updateRun: async (runId, changes, call) => (await callsFor(runId, call?.signal)).updateRun(runId, changes, call),
    async *listSweeps(call) {
      call?.signal?.throwIfAborted();
      yield* (known?.isThere === true ? await load() : plain).listSweeps(call);
    },
    async *listFiles(runId, call) {
      yield* (await callsFor(runId, call?.signal)).listFiles(runId, call);
    },
    async openFile(runId, name, call) {
      const calls = isOutputFile(name) ? await callsFor(runId, call?.signal) : plain;
      return calls.openFile(runId, name, call);
    },
  };
}
