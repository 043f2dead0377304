import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { createAzureMlBackend } from '../azure-ml/azure-ml-backend.js';
import type { AzureMlOptions } from '../azure-ml/azure-ml-options.js';
import type { TestAnswer } from './start-test-server.js';

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

/** The services' own answer for what is not there. */
export const azureNotThere: TestAnswer = {
  status: 404,
  body: { error: { code: 'UserError', message: 'It was not found.' } },
};

/** What others on the way answer with 404: they know nothing of runs. */
export const foreignNotFound: readonly (readonly [string, unknown])[] = [
  ['a page of a gateway', '<html><head><title>404 Not Found</title></head></html>'],
  ['nothing', ''],
  ['an object without a code', { detail: 'Not Found' }],
  ["an API gateway's object", { statusCode: 404, message: 'Resource not found' }],
  ["a cluster's object", { kind: 'Status', message: 'not found', reason: 'NotFound', code: 404 }],
  ["another API's object", { error: { code: 404, message: 'Not found', status: 'NOT_FOUND' } }],
];

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
