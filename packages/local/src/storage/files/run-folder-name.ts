import { createHash } from 'node:crypto';
import type { RunKey, WorkspaceScope } from '../run-key.js';

/**
 * The name of a run's folder: its id where that is a plain name, as ids of sweeps and trials are, else what is plain of
 * it with a hash of the whole. Ids that differ only in case get a hash too: some file systems take them for the same.
 */
export function runFolderName(runId: RunKey['runId']): string {
  return /^(HD_|(?!hd_))[a-z0-9_-][a-z0-9_.-]{0,120}$/.test(runId) && !runId.endsWith('.')
    ? runId
    : `${plainPartOf(runId)}~${hashOf(runId)}`;
}

/** The name of a workspace's folder. Workspaces of one name in different subscriptions or groups are kept apart. */
export function workspaceFolderName(scope: WorkspaceScope): string {
  const whole = JSON.stringify([scope.subscriptionId, scope.resourceGroup, scope.workspaceName]);
  return `${plainPartOf(scope.workspaceName)}~${hashOf(whole)}`;
}

function plainPartOf(text: string): string {
  return text
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 60);
}

function hashOf(text: string): string {
  return createHash('sha256').update(JSON.stringify(text)).digest('hex').slice(0, 16);
}
