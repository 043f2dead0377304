import type { ExperimentScope } from '../run-key.js';

export const garden: ExperimentScope = {
  subscriptionId: '7e1d2c55-0b8f-4c3e-9a64-1f0d5b9c8e21',
  resourceGroup: 'garden',
  workspaceName: 'orchard',
  experimentName: 'apples',
};
