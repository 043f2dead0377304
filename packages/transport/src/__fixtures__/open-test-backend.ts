import type { SweepBackend } from '@hyperdrive-run/core';
import { createAzureMlBackend } from '../azure-ml/azure-ml-backend.js';
import type { AzureMlOptions } from '../azure-ml/azure-ml-options.js';

export const testScope = {
  subscriptionId: 'sub',
  resourceGroup: 'group',
  workspaceName: 'work space',
  experimentName: 'tulips',
} as const;

export const workspacePrefix =
  'subscriptions/sub/resourceGroups/group/providers/Microsoft.MachineLearningServices/workspaces/work%20space';
export const runsPrefix = `/history/v1.0/${workspacePrefix}/experiments/tulips`;

/** Waits so short that tests need not wait. */
export const quickRetry = { firstDelayMs: 2, maxDelayMs: 10, budgetMs: 2_000, connectBudgetMs: 50 } as const;

export function openTestBackend(address: string, options: Partial<AzureMlOptions> = {}): SweepBackend {
  return createAzureMlBackend({
    endpoint: { kind: 'address', address },
    scope: testScope,
    credential: 'secret-token',
    retry: quickRetry,
    ...options,
  });
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
