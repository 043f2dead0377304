import { InvalidArgumentError } from '@hyperdrive-run/core';
import { checkNonEmptyString } from '@hyperdrive-run/core/internal';
import {
  azureMlFace,
  type BasicCredential,
  type Credential,
  isBasicCredential,
  isMlflowUri,
  mlflowFace,
  parseAzureMlUri,
  parseMlflowUri,
  type RetryOptions,
} from '@hyperdrive-run/transport/faces';
import { lazyBackend } from './adapters/lazy-backend.js';
import {
  anyObject,
  callback,
  checkedByItsUser,
  checkOptions,
  flag,
  nonEmptyText,
  type OptionChecks,
  positiveInteger,
} from './arguments/option-checks.js';
import { Workspace } from './workspace.js';

export type { RetryOptions } from '@hyperdrive-run/transport/faces';

/** How to connect. */
export interface ConnectOptions {
  /**
   * A token, a function that gives one, or anything shaped like `TokenCredential` of `@azure/core-auth`. For MLflow also
   * `{ username, password }`.
   */
  readonly credential?: Credential | BasicCredential | undefined;
  /** The experiment to look in; wins over the one in the address. */
  readonly experiment?: string | undefined;
  /** How to send: for proxies, tests, or a service embedded in this process. The platform's `fetch` by default. */
  readonly fetch?: typeof fetch | undefined;
  /**
   * Where Azure Resource Manager is, for a cloud other than the public one: `https://management.usgovcloudapi.net`. Only for
   * Azure ML.
   */
  readonly armAddress?: string | undefined;
  /**
   * Whether Azure Resource Manager is asked for what it alone knows of sweep jobs. Default true; false saves a request where
   * there is none, as at a local service. Only for Azure ML.
   */
  readonly sweepJobs?: boolean | undefined;
  /** How many metric requests may be under way at once. Default 32; 16 for MLflow. */
  readonly concurrency?: number | undefined;
  /** How long an attempt may take, and how long requests that are safe to repeat are repeated. */
  readonly retry?: RetryOptions | undefined;
  /** A word of your own at the end of the User-Agent of all requests, such as `my-tool/1.2`. Browsers send their own. */
  readonly userAgentSuffix?: string | undefined;
  /** Is called with what was passed over. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

const connectChecks: OptionChecks<ConnectOptions> = {
  // Its error must not show it: transport knows how.
  credential: checkedByItsUser,
  experiment: nonEmptyText,
  fetch: callback,
  armAddress: checkedByItsUser,
  sweepJobs: flag,
  concurrency: positiveInteger,
  // Each of its times is checked where the defaults are filled in.
  retry: anyObject,
  userAgentSuffix: checkedByItsUser,
  onWarning: callback,
};

/**
 * Opens the place where sweeps run. Does no I/O: the first question to a run does, and loads the
 * adapter for the address before.
 * @param uri `azureml://<region>/subscriptions/.../resourceGroups/.../workspaces/...[?experiment=...]`, or
 *   `azureml+http(s)://host[:port]/subscriptions/...` for an explicit address such as a local service, or
 *   `mlflow+http(s)://host[:port]`, or the tracking URI of an Azure ML workspace, for sweeps that are kept in MLflow
 * @throws InvalidArgumentError that says what is wrong with the address, or names the option
 * @example
 * const workspace = connect('azureml://westeurope/subscriptions/.../workspaces/mine', { credential });
 */
export function connect(uri: string, options: ConnectOptions = {}): Workspace {
  checkNonEmptyString('uri', uri);
  checkOptions(options, connectChecks);
  if (uri === 'local' || uri.startsWith('local:')) {
    throw new InvalidArgumentError({
      option: 'uri',
      got: uri,
      takes: 'the address of a running service',
      hint: 'Start one with startLocalService() of @hyperdrive-run/local and connect to its uri.',
    });
  }
  const { experiment, credential, ...rest } = options;
  if (isMlflowUri(uri)) {
    const target = parseMlflowUri(uri);
    const experimentName = experiment ?? target.experimentName;
    const ofMlflow = { ...rest, ...target, credential, experimentName };
    return new Workspace(
      lazyBackend(mlflowFace(ofMlflow), async () => {
        const { createMlflowBackend } = await import('@hyperdrive-run/transport/mlflow');
        return createMlflowBackend(ofMlflow);
      }),
    );
  }
  if (isBasicCredential(credential)) {
    throw new InvalidArgumentError({
      option: 'credential',
      got: '[redacted]',
      takes: 'a token, or what gives one; only MLflow takes a user with a password',
    });
  }
  if (!/^azureml(\+https?)?:/.test(uri)) {
    throw new InvalidArgumentError({
      option: 'uri',
      got: uri.split(':')[0],
      takes:
        "an address that begins with 'azureml://', 'azureml+https://', 'azureml+http://', 'mlflow+https://' or 'mlflow+http://'",
    });
  }
  const { endpoint, scope } = parseAzureMlUri(uri);
  const ofAzureMl = {
    ...rest,
    credential,
    endpoint,
    scope: { ...scope, experimentName: experiment ?? scope.experimentName },
  };
  return new Workspace(
    lazyBackend(azureMlFace(ofAzureMl), async () => {
      const { createAzureMlBackend } = await import('@hyperdrive-run/transport/azure-ml');
      return createAzureMlBackend(ofAzureMl);
    }),
  );
}
