import { azureMlAudience } from '../../../auth/azure-ml-audience.js';
import type { AzureMlService } from '../../azure-ml-service.js';

/** Knows where data assets are. */
export const dataService: AzureMlService = { addressIn: ({ api }) => api, audience: azureMlAudience };
