/** One Azurite for all tests of this project: `inject('azurite')` is its address. It is shared, so a test makes its own container. */

import type { TestProject } from 'vitest/node';
import { startAzurite } from './start-azurite.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    azurite: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { address, stop } = await startAzurite();
  project.provide('azurite', address);
  return stop;
}
