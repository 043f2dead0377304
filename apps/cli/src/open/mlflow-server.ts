import type { ConnectOptions } from '@hyperdrive-run/sdk';
import { usageError } from '../context/cli-error.js';
import type { CliIo } from '../context/cli-io.js';
import type { MlflowCredential } from '../profiles/credential-file.js';
import { cloudCredential } from './credential/cloud-credential.js';

/** An MLflow server, and who asks it. */
export interface MlflowServer {
  readonly uri: string;
  readonly credential: ConnectOptions['credential'];
}

/**
 * The MLflow server that a backend names: by its address, or `mlflow` for the one of `MLFLOW_TRACKING_URI`. User, password
 * and token are those of MLflow's own client, in its order: a user with a password goes before a token, and both before `HYPERDRIVE_TOKEN` and
 * what `backend login` kept; those before {@link cloudCredential}.
 * @param kept reads that; it is called where none of the variables is set
 * @returns `undefined` where the backend is no MLflow server
 * @throws CliError where `MLFLOW_TRACKING_URI` names no server
 */
export function mlflowServer(
  backend: string,
  env: CliIo['env'],
  kept: (uri: string) => MlflowCredential | undefined = () => undefined,
): MlflowServer | undefined {
  const isTrackingUri = /^(azureml|https?):\/\/[^/?#]+\/mlflow\//i.test(backend);
  if (backend !== 'mlflow' && !/^mlflow(\+|:)/i.test(backend) && !isTrackingUri) return undefined;
  const uri = backend === 'mlflow' ? trackingUri(env) : backend;
  const isTokenSet = (env['HYPERDRIVE_TOKEN'] ?? '') !== '';
  const named = credentialOf(env) ?? (isTokenSet ? undefined : kept(uri));
  return { uri, credential: named ?? cloudCredential(uri, env) };
}

/** MLflow's client writes a server without our prefix. */
function trackingUri(env: CliIo['env']): string {
  const uri = env['MLFLOW_TRACKING_URI'] ?? '';
  if (/^https?:/i.test(uri)) return `mlflow+${uri}`;
  if (/^(azureml|mlflow\+https?):/i.test(uri)) return uri;
  throw usageError(
    uri === '' ? '--backend is mlflow, but MLFLOW_TRACKING_URI is not set.' : 'MLFLOW_TRACKING_URI names no server.',
    'Set it to the address of a tracking server, such as http://127.0.0.1:5000, or write --backend mlflow+http://….',
  );
}

function credentialOf(env: CliIo['env']): ConnectOptions['credential'] {
  const [username = '', password = ''] = [env['MLFLOW_TRACKING_USERNAME'], env['MLFLOW_TRACKING_PASSWORD']];
  if (username !== '' && password !== '') return { username, password };
  const token = env['MLFLOW_TRACKING_TOKEN'] ?? '';
  return token === '' ? undefined : token;
}
