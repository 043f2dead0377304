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

/** The service, or what stands before it, through the sdk over HTTP. */
export function connectTo(
  service: Pick<StartedLocalService, 'address' | 'token'>,
  scope: RunScope,
  options: { readonly fetch?: typeof fetch; readonly onWarning?: (message: string) => void } = {},
): Workspace {
  const path = `subscriptions/${scope.subscriptionId}/resourceGroups/${scope.resourceGroup}/workspaces/${scope.workspaceName}`;
  const { token: credential } = service;
  return connect(`azureml+${service.address}/${path}`, { credential, experiment: scope.experimentName, ...options });
}
