import { InvalidArgumentError } from '@hyperdrive-run/core';
import { checkNonEmptyString } from '@hyperdrive-run/core/internal';
import {
  type BasicCredential,
  type Credential,
  createAzureMlBackend,
  createMlflowBackend,
  isBasicCredential,
  isMlflowUri,
  parseAzureMlUri,
  parseMlflowUri,
} from '@hyperdrive-run/transport';
import { Workspace } from './workspace.js';

/** How to connect. */
export interface ConnectOptions {
  /**
   * A token, a function that gives one, or anything shaped like `TokenCredential` of @azure/core-auth. For MLflow also
   * `{ username, password }`.
   */
  readonly credential?: Credential | BasicCredential | undefined;
  /** The experiment to look in; wins over the one in the address. */
  readonly experiment?: string | undefined;
  /** How to send: for proxies, tests, or a service embedded in this process. The platform's `fetch` by default. */
  readonly fetch?: typeof fetch | undefined;
  /** How many metric requests may be under way at once. Default 32; 16 for MLflow. */
  readonly concurrency?: number | undefined;
  /** Is told of what was passed over. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/**
 * Opens the place where sweeps run. Does no I/O: the first question to a run does. This is the one place that names
 * the adapters.
 * @param uri `azureml://<region>/subscriptions/.../resourceGroups/.../workspaces/...[?experiment=...]`, or
 *   `azureml+http(s)://host[:port]/subscriptions/...` for an explicit address such as a local service, or
 *   `mlflow+http(s)://host[:port]`, or the tracking URI of an Azure ML workspace, for sweeps that are kept in MLflow
 * @throws InvalidArgumentError that says what is wrong with the address
 * @example
 * const workspace = connect('azureml://westeurope/subscriptions/.../workspaces/mine', { credential });
 */
export function connect(uri: string, options: ConnectOptions = {}): Workspace {
  checkNonEmptyString('uri', uri);
  if (uri === 'local' || uri.startsWith('local:')) {
    throw new InvalidArgumentError({
      option: 'uri',
      got: uri,
      takes: 'the address of a running service',
      hint: 'Start one with startLocalService() of @hyperdrive-run/local and connect to its uri.',
    });
  }
  const { experiment, credential, ...rest } = options;
  if (experiment !== undefined) checkNonEmptyString('experiment', experiment);
  if (isMlflowUri(uri)) {
    const target = parseMlflowUri(uri);
    const experimentName = experiment ?? target.experimentName;
    return new Workspace(createMlflowBackend({ ...rest, ...target, credential, experimentName }));
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
  return new Workspace(
    createAzureMlBackend({
      ...rest,
      credential,
      endpoint,
      scope: { ...scope, experimentName: experiment ?? scope.experimentName },
    }),
  );
}
