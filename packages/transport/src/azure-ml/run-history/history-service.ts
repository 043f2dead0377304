import { azureMlAudience } from '../../auth/azure-ml-audience.js';
import type { AzureMlService } from '../azure-ml-service.js';

/** Keeps runs: what they are, their tags, their status. */
export const historyService: AzureMlService = { addressIn: ({ history }) => history, audience: azureMlAudience };
