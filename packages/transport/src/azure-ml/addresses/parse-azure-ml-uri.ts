import type { RunScope } from '@hyperdrive-run/core';
import { experimentOfUri, uriFault } from '../../http/requests/workspace-uri.js';
import { type AzureMlEndpoint, baseAddress } from './azure-ml-endpoint.js';

/** What a URI names: the services, and where in them runs live. */
export interface AzureMlTarget {
  readonly endpoint: AzureMlEndpoint;
  readonly scope: RunScope;
}

const form = '<place>/subscriptions/<id>/resourceGroups/<group>/workspaces/<workspace>[?experiment=<name>]';
const forms = `azureml://<region>/… or azureml+https://<host>[:port][/prefix]/… with ${form.slice(form.indexOf('/') + 1)}`;

const fault = uriFault(forms);

function parse(uri: string): { readonly url: URL; readonly isRegion: boolean } {
  const scheme = /^azureml(\+https?)?:\/\//i.exec(uri);
  if (scheme === null) throw fault(uri, 'It begins with neither azureml:// nor azureml+https:// nor azureml+http://');
  const isRegion = scheme[1] === undefined;
  const text = isRegion ? `https://${uri.slice(scheme[0].length)}` : uri.slice('azureml+'.length);
  if (!URL.canParse(text)) throw fault(uri, isRegion ? 'The region is missing' : 'The host is missing or is no host');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw fault(uri, 'It contains a user or password; pass the token as credential instead');
  }
  if (url.hash !== '') throw fault(uri, 'It contains a fragment (#)');
  return { url, isRegion };
}

function readSegments(uri: string, url: URL): { readonly prefix: string; readonly found: ReadonlyMap<string, string> } {
  const [, prefix = '', rest] = /^(.*?)\/(subscriptions\/.*)$/i.exec(url.pathname) ?? [];
  if (rest === undefined) throw fault(uri, 'The part /subscriptions/<id> is missing');
  const segments = rest.split('/').filter((segment) => segment !== '');
  const found = new Map<string, string>();
  for (let at = 0; at < segments.length; at += 2) {
    const key = (segments[at] ?? '').toLowerCase();
    const value = segments[at + 1];
    if (!['subscriptions', 'resourcegroups', 'providers', 'workspaces', 'experiments'].includes(key)) {
      throw fault(uri, `The part /${segments[at]} is not known`);
    }
    if (value === undefined) throw fault(uri, `Nothing follows /${segments[at]}`);
    if (found.has(key)) throw fault(uri, `The part /${segments[at]} occurs twice`);
    try {
      found.set(key, decodeURIComponent(value));
    } catch {
      throw fault(uri, `What follows /${segments[at]} is not percent-encoded as it should be`);
    }
  }
  return { prefix, found };
}

/**
 * Reads `azureml://<region>/subscriptions/…/resourceGroups/…/workspaces/…` or
 * `azureml+http(s)://<host>[:port][/prefix]/subscriptions/…`, both with an optional `?experiment=…`. A full ARM id, with
 * its `/providers/Microsoft.MachineLearningServices`, is taken too.
 * @throws InvalidArgumentError whose hint says what is wrong; never shows a password or a query's values
 */
export function parseAzureMlUri(uri: string): AzureMlTarget {
  if (typeof uri !== 'string') throw fault(uri, 'It is no text');
  const { url, isRegion } = parse(uri);
  const { prefix, found } = readSegments(uri, url);
  const part = (key: string, name: string): string => {
    const value = found.get(key.toLowerCase());
    if (value === undefined) throw fault(uri, `The part /${key}/<${name}> is missing`);
    return value;
  };
  const scope = {
    subscriptionId: part('subscriptions', 'id'),
    resourceGroup: part('resourceGroups', 'group'),
    workspaceName: part('workspaces', 'workspace'),
    experimentName: experimentOfUri(uri, url, fault) ?? found.get('experiments'),
  };
  if (!isRegion) {
    const address = url.origin + prefix;
    return { endpoint: { kind: 'address', address }, scope };
  }
  if (prefix !== '' || url.port !== '') throw fault(uri, 'Before /subscriptions there is only the name of the region');
  const endpoint: AzureMlEndpoint = { kind: 'region', region: url.hostname };
  try {
    baseAddress(endpoint);
  } catch {
    throw fault(uri, `${JSON.stringify(url.hostname)} is no name of a region; for a host write azureml+https://`);
  }
  return { endpoint, scope };
}
