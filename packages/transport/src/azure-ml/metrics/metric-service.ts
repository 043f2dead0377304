import { azureMlAudience } from '../../auth/azure-ml-audience.js';
import type { AzureMlService } from '../azure-ml-service.js';

/** Keeps what runs logged. */
export const metricService: AzureMlService = { addressIn: ({ api }) => api, audience: azureMlAudience };
