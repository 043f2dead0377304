import type { RunScope } from '@hyperdrive-run/core';

/** Where the contract suite's sweeps live. */
export const contractScope: RunScope = {
  subscriptionId: '5f0c3a7e-2b7f-4f0e-9a55-0c5b8f6f2d11',
  resourceGroup: 'rg',
  workspaceName: 'ws',
  experimentName: 'contract',
};

/** Collects an async iterable. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
