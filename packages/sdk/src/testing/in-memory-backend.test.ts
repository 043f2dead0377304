import { describe, it } from 'vitest';
import { backendContract } from './backend-contract.js';
import { contractScope } from './contract-scope.js';
import { InMemoryBackend } from './in-memory-backend.js';

describe('the in-memory backend', () => {
  for (const { name, run } of backendContract) {
    it(name, () => run({ open: async (sweeps) => new InMemoryBackend(contractScope, sweeps) }));
  }
});
