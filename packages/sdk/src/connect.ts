import { checkNonEmptyString, InvalidArgumentError } from '@hyperdrive-run/core';
import { type Credential, createAzureMlBackend, parseAzureMlUri } from '@hyperdrive-run/transport';
import { Workspace } from './workspace.js';

/** How to connect. */
export interface ConnectOptions {
  /** A token, a function that gives one, or anything shaped like `TokenCredential` of @azure/core-auth. */
  readonly credential?: Credential | undefined;
  /** The experiment to look in; wins over the one in the address. */
  readonly experiment?: string | undefined;
  /** How to send: for proxies, tests, or a service embedded in this process. The platform's `fetch` by default. */
  readonly fetch?: typeof fetch | undefined;
  /** How many requests may be under way at once. Default 32. */
  readonly concurrency?: number | undefined;
  /** Is told of what was passed over. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/**
 * Opens the place where sweeps run. Does no I/O: the first question to a run does. This is the one place that names
 * the adapters.
 * @param uri `azureml://<region>/subscriptions/.../resourceGroups/.../workspaces/...[?experiment=...]`, or
 *   `azureml+http(s)://host[:port]/subscriptions/...` for an explicit address such as a local service
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
  if (!/^azureml(\+https?)?:/.test(uri)) {
    throw new InvalidArgumentError({
      option: 'uri',
      got: uri.split(':')[0],
      takes: "an address that begins with 'azureml://', 'azureml+https://' or 'azureml+http://'",
    });
  }
  const { endpoint, scope } = parseAzureMlUri(uri);
  const { experiment, ...rest } = options;
  if (experiment !== undefined) checkNonEmptyString('experiment', experiment);
  return new Workspace(
    createAzureMlBackend({
      ...rest,
      endpoint,
      scope: { ...scope, experimentName: experiment ?? scope.experimentName },
    }),
  );
}
