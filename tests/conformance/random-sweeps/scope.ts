import type { ExperimentScope } from '@hyperdrive-run/local/testing';

/** Where the random sweeps live. */
export const scope: ExperimentScope = {
  subscriptionId: '9d0b7f6e-51a2-4c3d-8e4f-2a6b1c0d9e8f',
  resourceGroup: 'rg',
  workspaceName: 'ws',
  experimentName: 'random',
};
