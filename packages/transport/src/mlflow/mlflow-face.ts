import { InvalidArgumentError, type RunScope } from '@hyperdrive-run/core';
import { isBasicCredential, toBasicToken } from '../auth/basic-credential.js';
import { checkCredential } from '../auth/credential.js';
import { checkClientOptions } from '../http/client-options.js';
import { type MlflowOptions, usualConcurrency } from './mlflow-options.js';

/** What the backend of an MLflow server says without asking it: it needs nothing of the rest of the adapter. */
export interface MlflowFace {
  readonly displayName: string;
  readonly scope: { readonly experimentName: string | undefined };
  readonly getPortalUrl: (runId: string) => string | undefined;
  readonly withScope: (change: RunScope) => MlflowFace;
}

/**
 * Checks all options, and says what can be said without a request.
 * @throws InvalidArgumentError for an option that is wrong
 */
export function mlflowFace(options: MlflowOptions): MlflowFace {
  const { credential } = options;
  checkClientOptions(options, usualConcurrency);
  checkCredential(isBasicCredential(credential) ? toBasicToken(credential) : credential);

  function inExperiment(experimentName: string | undefined): MlflowFace {
    if (experimentName === '' || (experimentName !== undefined && typeof experimentName !== 'string')) {
      throw new InvalidArgumentError({ option: 'experiment', got: experimentName, takes: 'a non-empty string' });
    }
    return {
      displayName: 'MLflow',
      scope: { experimentName },
      getPortalUrl: () => undefined,
      withScope: (change) => inExperiment(change.experimentName ?? experimentName),
    };
  }
  return inExperiment(options.experimentName);
}
