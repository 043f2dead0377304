import { randomUUID } from 'node:crypto';
import { experimentIdOf, type StartedLocalService, workspaceIdOf } from '@hyperdrive-run/local';
import { loadRuns } from '@hyperdrive-run/local/testing';
import { HyperDriveRun } from '@hyperdrive-run/sdk';
import { connectTo } from '../open-service.js';
import type { PythonWorker } from '../python-worker.js';
import { isCompared } from './allowed-differences.js';
import type { DescribedSweep } from './arbitrary-sweep.js';
import type { AskPython } from './python-answers.js';
import { resumeFrom } from './resume-from.js';
import { scope } from './scope.js';
import { toRuns } from './to-runs.js';

/** Both clients, open on one sweep. */
export interface BothClients {
  readonly ours: HyperDriveRun;
  /** The same sweep under another id. */
  readonly twin: HyperDriveRun;
  readonly python: AskPython;
  readonly close: () => Promise<void>;
}

/** Loads a sweep into the service and opens it with both clients. */
export async function openBoth(
  service: StartedLocalService,
  worker: PythonWorker,
  sweep: DescribedSweep,
  properties: ReadonlyMap<string, string> = new Map(),
): Promise<BothClients> {
  const runId = `HD_${randomUUID()}`;
  const twinId = `HD_${randomUUID()}`;
  const resumed = sweep.resumed === undefined ? undefined : `HD_${randomUUID()}`;
  const all = new Map([...(resumed === undefined ? [] : resumeFrom(resumed)), ...properties]);
  loadRuns(service.folder, [
    ...toRuns(sweep, scope, runId, all),
    ...toRuns(sweep, scope, twinId, all),
    ...(resumed === undefined ? [] : toRuns(earlierSweep(sweep), scope, resumed)),
  ]);
  const opened = await worker.ask('open', {
    address: service.address,
    subscription: scope.subscriptionId,
    group: scope.resourceGroup,
    workspace: scope.workspaceName,
    workspaceId: workspaceIdOf(scope),
    experiment: scope.experimentName,
    experimentId: experimentIdOf(scope),
    token: service.token,
    runId,
  });
  if (!opened.ok && isCompared('status', sweep))
    throw new Error(`Python cannot open the sweep: ${opened.type}: ${opened.message}`);
  const handle = opened.ok ? opened.value : null;
  const experiment = connectTo(service, scope).experiment();
  const ours = await HyperDriveRun.load(experiment, runId);
  const twin = await HyperDriveRun.load(experiment, twinId);
  return {
    ours,
    twin,
    python: (operation, args = {}) => worker.ask(operation, { handle, ...args }),
    close: async () => {
      await worker.ask('close', { handle });
    },
  };
}

/** The sweep that another one was resumed from: ended, of the same metric and goal, with nothing recorded. */
function earlierSweep(sweep: DescribedSweep): DescribedSweep {
  return { ...sweep, status: 'Completed', children: sweep.resumed ?? [], resumed: undefined, table: undefined };
}
