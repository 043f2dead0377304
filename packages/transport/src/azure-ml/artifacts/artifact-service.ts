import { azureMlAudience } from '../../auth/azure-ml-audience.js';
import type { AzureMlService } from '../azure-ml-service.js';

/** Keeps runs' files. */
export const artifactService: AzureMlService = { addressIn: ({ api }) => api, audience: azureMlAudience };
