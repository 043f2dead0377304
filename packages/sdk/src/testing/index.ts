export { backendContract } from './backend-contract.js';
export type { ContractCase, ContractHarness, ContractOperation } from './contract-case.js';
export { InMemoryBackend } from './in-memory-backend.js';
export {
  type ChildOptions,
  makeSweep,
  type RunFixture,
  type SweepFixture,
  type SweepOptions,
  scalarMetric,
} from './sweep-fixture.js';
