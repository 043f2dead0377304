import { experimentOfUri, uriFault } from '../http/requests/workspace-uri.js';
import type { MlflowFlavor } from './mlflow-options.js';

/** What a URI names: the server, and the experiment where it names one. */
export interface MlflowTarget {
  readonly address: string;
  readonly flavor: MlflowFlavor;
  readonly experimentName: string | undefined;
}

const forms =
  'mlflow+https://<host>[:port][/prefix][?experiment=<name>], or the tracking URI of an Azure ML workspace (azureml://<region>.api.azureml.ms/mlflow/v1.0/subscriptions/…)';

/** The path of Azure's endpoint; the URIs that it gives out say v1.0, its calls are below v2.0. */
const azurePath = /^(.*\/mlflow\/)v[12]\.0(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/.*workspaces\/[^/]+)$/i;

const fault = uriFault(forms);

/** Whether a URI is for MLflow: by its scheme, or because it is the tracking URI of an Azure ML workspace. */
export function isMlflowUri(uri: string): boolean {
  return /^mlflow(\+[a-z]*)?:/i.test(uri) || /^(azureml|https?):\/\/[^/?#]+\/mlflow\/v[12]\.0\//i.test(uri);
}

/**
 * Reads `mlflow+http(s)://<host>[:port][/prefix]`, with an optional `?experiment=…`, or the tracking URI of an Azure ML
 * workspace, as `azureml://…/mlflow/v1.0/subscriptions/…` or with `https` in its place.
 * @throws InvalidArgumentError whose hint says what is wrong; never shows a password or a query's values
 */
export function parseMlflowUri(uri: string): MlflowTarget {
  if (typeof uri !== 'string') throw fault(uri, 'It is no text');
  const text = uri.replace(/^azureml:/i, 'https:').replace(/^mlflow\+/i, '');
  if (!/^https?:\/\//i.test(text)) throw fault(uri, 'It begins with neither mlflow+https:// nor mlflow+http://');
  if (!URL.canParse(text)) throw fault(uri, 'The host is missing or is no host');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw fault(uri, 'It contains a user or password; pass them as credential instead');
  }
  if (url.hash !== '') throw fault(uri, 'It contains a fragment (#)');
  const path = url.pathname.replace(/\/+$/, '');
  const azure = azurePath.exec(path);
  if (azure === null && /^azureml:/i.test(uri)) {
    throw fault(uri, '/mlflow/v1.0 is followed by subscriptions, resourceGroups and workspaces, each with a name');
  }
  return {
    address: url.origin + (azure === null ? path : `${azure[1]}v2.0${azure[2]}`),
    flavor: azure === null ? 'open-source' : 'azure-ml',
    experimentName: experimentOfUri(uri, url, fault),
  };
}
