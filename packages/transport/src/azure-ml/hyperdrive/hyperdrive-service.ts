import { azureMlAudience } from '../../auth/azure-ml-audience.js';
import type { AzureMlService } from '../azure-ml-service.js';

/** Starts and ends sweeps, as Python's `azureml-core` asks it to. */
export const hyperdriveService: AzureMlService = {
  addressIn: ({ hyperdrive }) => hyperdrive,
  audience: azureMlAudience,
};
