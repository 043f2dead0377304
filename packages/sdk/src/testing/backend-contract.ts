import { contractAbortCases } from './contract-aborts.js';
import type { ContractCase } from './contract-case.js';
import { contractChangeCases } from './contract-changes.js';
import { contractFileCases } from './contract-files.js';
import { contractMetricCases } from './contract-metrics.js';
import { contractRunCases } from './contract-runs.js';
import { contractSweepCases } from './contract-sweeps.js';

/**
 * What every backend must do, as cases for any test runner.
 * @example
 * for (const { name, run } of backendContract) it(name, () => run({ open: async (sweeps) => myBackend(sweeps) }));
 */
export const backendContract: readonly ContractCase[] = [
  ...contractRunCases,
  ...contractMetricCases,
  ...contractSweepCases,
  ...contractFileCases,
  ...contractChangeCases,
  ...contractAbortCases,
];
