import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunScope } from '@hyperdrive-run/core';
import { type StartedLocalService, startLocalService } from '@hyperdrive-run/local';
import { connect, type Workspace } from '@hyperdrive-run/sdk';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-conformance-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A local service that listens on a free port, and stops when the test is over. */
export async function openService(
  folder: string,
  options: { readonly runsPerPage?: number; readonly metricRowsPerPage?: number } = {},
): Promise<StartedLocalService> {
  const service = await startLocalService({ folder, ...options });
  onTestFinished(() => service.close());
  return service;
}

/** The service through the sdk, over HTTP. */
export function connectTo(service: StartedLocalService, scope: RunScope): Workspace {
  const path = `subscriptions/${scope.subscriptionId}/resourceGroups/${scope.resourceGroup}/workspaces/${scope.workspaceName}`;
  return connect(`azureml+${service.address}/${path}`, { credential: service.token, experiment: scope.experimentName });
}
