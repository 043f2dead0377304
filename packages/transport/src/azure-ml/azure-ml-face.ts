import type { RunScope } from '@hyperdrive-run/core';
import { checkCredential } from '../auth/credential.js';
import { checkClientOptions } from '../http/client-options.js';
import { type AzureMlScope, toAzureMlScope } from './addresses/azure-ml-scope.js';
import { portalUrl } from './addresses/portal-url.js';
import { armPlace } from './arm/arm-address.js';
import { type AzureMlOptions, usualConcurrency } from './azure-ml-options.js';

/** What the backend of Azure ML says without asking a service: it needs nothing of the rest of the adapter. */
export interface AzureMlFace {
  readonly displayName: string;
  readonly scope: AzureMlScope;
  readonly getPortalUrl: (runId: string) => string | undefined;
  readonly withScope: (change: RunScope) => AzureMlFace;
}

/**
 * Checks all options, and says what can be said without a request.
 * @throws InvalidArgumentError for an option that is wrong
 */
export function azureMlFace(options: AzureMlOptions): AzureMlFace {
  checkClientOptions(options, usualConcurrency);
  checkCredential(options.credential);
  armPlace(options);

  function inScope(given: RunScope): AzureMlFace {
    const scope = toAzureMlScope(given);
    return {
      displayName: 'Azure ML',
      scope,
      getPortalUrl: (runId) => portalUrl(options.endpoint, scope, runId),
      withScope: (change) => inScope(narrowed(scope, change)),
    };
  }
  return inScope(options.scope);
}

/** What is given has its say; what is left out stays. */
function narrowed(scope: RunScope, change: RunScope): RunScope {
  return {
    subscriptionId: change.subscriptionId ?? scope.subscriptionId,
    resourceGroup: change.resourceGroup ?? scope.resourceGroup,
    workspaceName: change.workspaceName ?? scope.workspaceName,
    experimentName: change.experimentName ?? scope.experimentName,
  };
}
