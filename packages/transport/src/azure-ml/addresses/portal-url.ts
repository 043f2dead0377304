import type { AzureMlEndpoint } from './azure-ml-endpoint.js';
import { type AzureMlScope, workspacePath } from './azure-ml-scope.js';

/** The page of Azure ML studio about a run. Only Azure's own regions have one. */
export function portalUrl(endpoint: AzureMlEndpoint, scope: AzureMlScope, runId: string): string | undefined {
  if (endpoint.kind !== 'region') return undefined;
  const workspace = workspacePath(scope).replace('/providers/Microsoft.MachineLearningServices', '');
  return `https://ml.azure.com/runs/${encodeURIComponent(runId)}?wsid=/${workspace}`;
}
