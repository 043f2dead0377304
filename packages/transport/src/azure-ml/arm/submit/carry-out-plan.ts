import { BackendError } from '@hyperdrive-run/core';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { azureMlAudience } from '../../../auth/azure-ml-audience.js';
import type { Endpoint } from '../../../http/requests/endpoint.js';
import { randomId } from '../../../http/requests/request-headers.js';
import type { WireSchema } from '../../../wire-json/wire-schema.js';
import type { ArmClient } from '../arm-client.js';
import { containerOfDatastore, type SignedContainer } from './container.js';
import type { PlannedRequest } from './plan-requests.js';
import type { PlannedUpload, SubmitPlan, SubmitStep } from './plan-submit.js';
import { fillText, type PlaceholderName, writePlanValue } from './plan-value.js';
import {
  type CreatedJobDto,
  codeVersionsSchema,
  createdJobSchema,
  dataContainerSchema,
  datastoreSchema,
  datastoreSecretsSchema,
  dataVersionSchema,
  namedVersionsSchema,
  pendingUploadSchema,
} from './wire/submit-dto.js';

/** What is written down with an upload once all of it is there. */
export interface UploadName {
  readonly name: string;
  readonly version: string;
}

/** Brings files into a container, unless they are there. */
export type Upload = (container: SignedContainer, upload: PlannedUpload, as: UploadName) => Promise<void>;

/** What a plan is carried out with. */
export interface PlanTools extends CallOptions {
  readonly client: ArmClient;
  readonly upload: Upload;
  /** The id of a job that has none. */
  readonly jobName: string;
  /** The name of code that is new. */
  readonly codeName: string;
  /** Whether trials run as the user: then the service wants another token of theirs with the job. */
  readonly needsUserToken: boolean;
}

/** Where the service takes the token by which trials act as the user. */
const userToken = { header: 'x-azureml-token', audience: azureMlAudience };

/**
 * Sends what was planned, step by step, and fills in what the answers tell. Nothing is registered before its files are there, so
 * whoever aborts it leaves blobs behind at most; a repeat finds them, and the code, and creates the same job.
 * @throws BackendError where a service refuses
 */
export async function carryOutPlan(plan: SubmitPlan, tools: PlanTools): Promise<CreatedJobDto> {
  const values = new Map<PlaceholderName, string>([
    ['job', tools.jobName],
    ['code', tools.codeName],
    ['codeVersion', '1'],
  ]);
  let created: CreatedJobDto | undefined;
  for (const step of plan) created = (await carryOutStep(step, values, tools)) ?? created;
  if (created === undefined) throw new TypeError('The plan creates no job.');
  return created;
}

async function carryOutStep(
  step: SubmitStep,
  values: Map<PlaceholderName, string>,
  tools: PlanTools,
): Promise<CreatedJobDto | undefined> {
  const { client, signal } = tools;
  const ask = <T>(schema: WireSchema<T>, request: PlannedRequest): Promise<T> =>
    client.request(schema, toEndpoint(request, values), { signal });
  switch (step.kind) {
    case 'code':
      await bringCode(step, values, tools);
      return undefined;
    case 'latest environment': {
      const [latest] = (await ask(namedVersionsSchema, step.find)).value;
      if (latest === undefined) throw noVersion('Environment', step.name);
      values.set('latest', latest.name);
      return undefined;
    }
    case 'environment':
      await client.send(toEndpoint(step.create, values), { signal });
      return undefined;
    case 'latest data': {
      values.set(step.learns, (await ask(dataContainerSchema, step.container)).properties.latestVersion);
      values.set(step.learns, (await ask(dataVersionSchema, step.version)).name);
      return undefined;
    }
    case 'data': {
      const datastore = await ask(datastoreSchema, step.datastore);
      const { sasToken } = await ask(datastoreSecretsSchema, step.secrets);
      const container = containerOfDatastore(datastore, step.name, sasToken);
      // Data has no name and no version of its own: Azure ML's client writes down random ones.
      await tools.upload(container, step.upload, { name: randomId(), version: randomId() });
      return undefined;
    }
    case 'job': {
      const endpoint = toEndpoint(step.create, values);
      const passedOn = tools.needsUserToken ? userToken : undefined;
      return client.request(createdJobSchema, endpoint, { signal, passedOn });
    }
  }
}

/** Finds the code by its hash, or uploads it. */
async function bringCode(
  step: SubmitStep & { readonly kind: 'code' },
  values: Map<PlaceholderName, string>,
  { client, upload, signal }: PlanTools,
): Promise<void> {
  const [found] = (await client.request(codeVersionsSchema, toEndpoint(step.find, values), { signal })).value;
  const [, name, version] = /\/codes\/([^/]+)\/versions\/([^/]+)\/?$/i.exec(found?.id ?? '') ?? [];
  if (name !== undefined && version !== undefined) {
    values.set('code', name);
    values.set('codeVersion', version);
    await client.send(toEndpoint(step.existing, values), { signal });
    return;
  }
  const answer = await client.request(pendingUploadSchema, toEndpoint(step.start, values), { signal });
  const { blobUri, credential } = answer.blobReferenceForConsumption;
  const address = blobUri.replace(/\/+$/, '');
  values.set('container', address);
  const as = { name: values.get('code') ?? '', version: '1' };
  await upload({ address, signed: credential.sasUri }, step.upload, as);
  await client.send(toEndpoint(step.create, values), { signal });
}

/** All requests of a submit are safe to repeat: what they create is named by whoever sends them. */
function toEndpoint(request: PlannedRequest, values: ReadonlyMap<PlaceholderName, string>): Endpoint {
  const { method, path, query, body, subject } = request;
  const encoded = new Map([...values].map(([name, value]) => [name, encodeURIComponent(value)] as const));
  return {
    method,
    path: fillText(path, encoded),
    query,
    body: body === undefined ? undefined : { kind: 'json', text: writePlanValue(body, values) },
    isSafeToRepeat: true,
    subject,
  };
}

function noVersion(what: string, name: string): BackendError {
  return new BackendError({
    code: 'refused',
    message: `${what} ${JSON.stringify(name)} has no version in the workspace.`,
    hint: 'Check the name, or give the version, as in azureml:NAME:VERSION.',
  });
}
