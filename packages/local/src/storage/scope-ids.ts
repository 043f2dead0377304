import { createHash } from 'node:crypto';
import type { ExperimentScope, WorkspaceScope } from './run-key.js';

/** A workspace's id: the same for the same names, on every machine. Shaped like the services' ids. */
export function workspaceIdOf(scope: WorkspaceScope): string {
  return idOf(['workspace', scope.subscriptionId, scope.resourceGroup, scope.workspaceName]);
}

/** An experiment's id, in which clients' paths name it (`experimentids/<id>`). */
export function experimentIdOf(scope: ExperimentScope): string {
  return idOf(['experiment', scope.subscriptionId, scope.resourceGroup, scope.workspaceName, scope.experimentName]);
}

function idOf(names: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(names)).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
