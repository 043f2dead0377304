import { randomUUID } from 'node:crypto';
import { experimentIdOf, type StartedLocalService, workspaceIdOf } from '@hyperdrive-run/local';
import { type ExperimentScope, loadRuns } from '@hyperdrive-run/local/testing';
import { HyperDriveRun } from '@hyperdrive-run/sdk';
import { connectTo } from '../open-service.js';
import type { PythonWorker } from '../python-worker.js';
import type { DescribedSweep } from './arbitrary-sweep.js';
import type { AskPython } from './python-answers.js';
import { toRuns } from './to-runs.js';

export const scope: ExperimentScope = {
  subscriptionId: '9d0b7f6e-51a2-4c3d-8e4f-2a6b1c0d9e8f',
  resourceGroup: 'rg',
  workspaceName: 'ws',
  experimentName: 'random',
};

/** Both clients, open on one sweep. */
export interface BothClients {
  readonly ours: HyperDriveRun;
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
  loadRuns(service.folder, toRuns(sweep, scope, runId, properties));
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
  if (!opened.ok) throw new Error(`Python cannot open the sweep: ${opened.type}: ${opened.message}`);
  const handle = opened.value;
  const ours = await HyperDriveRun.load(connectTo(service, scope).experiment(), runId);
  return {
    ours,
    python: (operation, args = {}) => worker.ask(operation, { handle, ...args }),
    close: async () => {
      await worker.ask('close', { handle });
    },
  };
}
