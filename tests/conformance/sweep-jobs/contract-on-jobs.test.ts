import { backendContract, type ContractHarness } from '@hyperdrive-run/sdk/testing';
import { describe, it } from 'vitest';
import { loadSweeps } from '../load-sweeps.js';
import { connectTo, openService, temporaryFolder } from '../open-service.js';
import { openJobService } from './open-job-service.js';

/** The sweeps of a case are jobs of Azure Resource Manager, too: their ids have no form of the first SDK. */
const overJobs: ContractHarness = {
  open: async (sweeps) => {
    const scope = sweeps[0]?.scope;
    if (scope === undefined) throw new Error('A contract case must load a sweep.');
    const folder = await temporaryFolder();
    loadSweeps(folder, sweeps);
    const service = await openJobService(await openService(folder), { childrenPerPage: 4 });
    return connectTo(service, scope).backend;
  },
};

describe('the Azure ML adapter over sweep jobs of Azure Resource Manager', () => {
  for (const { name, run } of backendContract) it(name, () => run(overJobs));
});
