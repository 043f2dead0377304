import type { Endpoint } from '../../../http/requests/endpoint.js';
import { pathSegment } from '../../../http/requests/path-segment.js';
import { writeWireJson } from '../../../wire-json/write-wire-json.js';
import type { AzureMlScope } from '../../addresses/azure-ml-scope.js';
import { armEndpoint } from '../arm-endpoint.js';

/** The version that Azure's own client asks for. */
const datastoreVersion = '2024-10-01-preview';

/** Asks where data assets are. It only reads, although it is a POST. */
export function resolvedUrisEndpoint(workspace: string, runId: string, assetIds: readonly string[]): Endpoint {
  return {
    method: 'POST',
    path: `/data/v1.0/${workspace}/dataversion/batchGetResolvedUris`,
    body: { kind: 'json', text: writeWireJson({ values: assetIds }) },
    isSafeToRepeat: true,
    subject: `the outputs of run ${JSON.stringify(runId)}`,
    runId,
  };
}

export function datastoreEndpoint(scope: AzureMlScope, name: string): Endpoint {
  const path = `/datastores/${pathSegment(name, 'datastore')}`;
  return armEndpoint(scope, { method: 'GET', path, apiVersion: datastoreVersion, subject: datastoreSubject(name) });
}

/** Asks for a signature that opens a datastore for an hour. */
export function datastoreSecretsEndpoint(scope: AzureMlScope, name: string): Endpoint {
  return armEndpoint(scope, {
    method: 'POST',
    path: `/datastores/${pathSegment(name, 'datastore')}/listSecrets`,
    body: { kind: 'json', text: writeWireJson({ expirableSecret: true, expireAfterHours: 1 }) },
    apiVersion: datastoreVersion,
    subject: datastoreSubject(name),
  });
}

function datastoreSubject(name: string): string {
  return `datastore ${JSON.stringify(name)}`;
}
