import type { JobAssetInput, JobEnvironment, LocalTree, SweepJob } from '@hyperdrive-run/core/ports';
import type { AzureMlScope } from '../../addresses/azure-ml-scope.js';
import { codeHashVersion } from '../files/hash-code.js';
import { anonymousEnvironment, type PlannedRequest, type PlanRequests, planRequests } from './plan-requests.js';
import { type PlaceholderName, PlanText, type PlanValue } from './plan-value.js';
import { toJobBody } from './to-job-body.js';

/** Files of this machine that a submit takes along, read and hashed. */
export interface HashedTree {
  readonly tree: LocalTree;
  readonly hash: string;
}

/** What of this machine a job needs. */
export interface JobFiles {
  readonly code: HashedTree | undefined;
  /** By the name of the input. */
  readonly inputs: ReadonlyMap<string, HashedTree>;
  /** Of an environment without a name. */
  readonly environmentVersion: string | undefined;
}

/** Files on their way to a container. */
export interface PlannedUpload {
  readonly kind: 'upload';
  /** The key of the sweep that names the files: `trial.code`, `inputs.iris`. */
  readonly what: string;
  readonly files: HashedTree;
  /** The folders before the tree's own name, without slashes around them; empty at the root of the container. */
  readonly parent: string;
}

/** A step of a submit. What it learns, later steps use. */
export type SubmitStep =
  | {
      readonly kind: 'code';
      readonly find: PlannedRequest;
      /** Instead of the rest, where the workspace has this code. */
      readonly existing: PlannedRequest;
      readonly start: PlannedRequest;
      readonly upload: PlannedUpload;
      readonly create: PlannedRequest;
    }
  | { readonly kind: 'latest environment'; readonly name: string; readonly find: PlannedRequest }
  | { readonly kind: 'environment'; readonly create: PlannedRequest }
  | {
      readonly kind: 'data';
      /** The datastore's name. */
      readonly name: string;
      readonly datastore: PlannedRequest;
      readonly secrets: PlannedRequest;
      readonly upload: PlannedUpload;
    }
  | {
      readonly kind: 'latest data';
      readonly name: string;
      readonly learns: PlaceholderName;
      readonly container: PlannedRequest;
      readonly version: PlannedRequest;
    }
  | { readonly kind: 'job'; readonly create: PlannedRequest };

/** Everything that a submit sends, in order. The one composition: what `--dry-run` prints is what is sent. */
export type SubmitPlan = readonly SubmitStep[];

/**
 * Plans a submit, in the order in which azure-ai-ml 1.35.2 sends its requests.
 * @throws InvalidArgumentError for a name that no path can carry
 */
export function planSubmit(job: SweepJob, scope: AzureMlScope, files: JobFiles): SubmitPlan {
  const requests = planRequests(scope);
  const steps: SubmitStep[] = [];
  if (files.code !== undefined) steps.push(planCode(requests, files.code));
  const environment = planEnvironment(requests, job.trial.environment, files.environmentVersion, steps);
  const inputs = new Map<string, string | PlanText>();
  for (const [name, input] of job.inputs) {
    if (input.kind === 'asset') inputs.set(name, planInput(requests, { name, input }, files.inputs.get(name), steps));
  }
  const name = job.name ?? new PlanText({ placeholder: 'job' });
  const { code } = job.trial;
  const codeId = files.code === undefined ? undefined : codeIdOf(requests);
  const body = toJobBody(job, {
    name,
    code: code?.kind === 'reference' ? code.id : codeId,
    environment,
    compute: job.compute === undefined ? undefined : computeId(requests, job.compute),
    inputs,
  });
  steps.push({ kind: 'job', create: requests.createJob(job.name ?? { placeholder: 'job' }, body) });
  return steps;
}

function codeIdOf(requests: PlanRequests): PlanText {
  return requests.id('/codes/', { placeholder: 'code' }, '/versions/', { placeholder: 'codeVersion' });
}

function computeId(requests: PlanRequests, compute: string): string {
  return compute.startsWith('/') ? compute : requests.id(`/computes/${compute}`).shown;
}

function planCode(requests: PlanRequests, code: HashedTree): SubmitStep {
  // Of a single file Azure ML's client names the container as a whole, and so it is known again.
  const codeUri = new PlanText({ placeholder: 'container' }, code.tree.kind === 'file' ? '/' : `/${code.tree.name}`);
  return {
    kind: 'code',
    find: requests.findCode(code.hash, codeHashVersion),
    existing: requests.getCode(),
    start: requests.startUpload(),
    upload: { kind: 'upload', what: 'trial.code', files: code, parent: '' },
    create: requests.createCode(codeUri, code.hash, codeHashVersion),
  };
}

/** The environment's id, once the steps that it needs are planned. */
function planEnvironment(
  requests: PlanRequests,
  environment: JobEnvironment,
  inlineVersion: string | undefined,
  steps: SubmitStep[],
): string | PlanText {
  switch (environment.kind) {
    case 'reference':
      return environment.id;
    case 'version':
      return requests.id(`/environments/${environment.name}/versions/${environment.version}`);
    case 'latest':
      steps.push({
        kind: 'latest environment',
        name: environment.name,
        find: requests.findLatestEnvironment(environment.name),
      });
      return requests.id(`/environments/${environment.name}/versions/`, { placeholder: 'latest' });
    case 'inline': {
      const { image, condaFile, osType, description, tags } = environment;
      const properties: PlanValue = {
        image,
        condaFile,
        osType,
        description,
        tags,
        isAnonymous: true,
        isArchived: false,
      };
      const version = inlineVersion ?? '';
      steps.push({ kind: 'environment', create: requests.createEnvironment(version, properties) });
      return requests.id(`/environments/${anonymousEnvironment}/versions/${version}`);
    }
  }
}

const modelTypes: readonly string[] = ['mlflow_model', 'custom_model'];

/** The address of an input, once the steps that it needs are planned. */
function planInput(
  requests: PlanRequests,
  { name, input }: { readonly name: string; readonly input: JobAssetInput },
  files: HashedTree | undefined,
  steps: SubmitStep[],
): string | PlanText {
  const { source, type } = input;
  const kind = modelTypes.includes(type) ? 'models' : 'data';
  switch (source.kind) {
    case 'uri':
      return source.uri;
    case 'version':
      return requests.id(`/${kind}/${source.name}/versions/${source.version}`);
    case 'latest': {
      const learns = `latest:${name}` as const;
      steps.push({
        kind: 'latest data',
        name: source.name,
        learns,
        container: requests.getDataContainer(source.name),
        version: requests.getDataVersion(source.name, learns),
      });
      return requests.id(`/${kind}/${source.name}/versions/`, { placeholder: learns });
    }
    case 'local': {
      if (files === undefined) throw new TypeError(`The files of input ${JSON.stringify(name)} were not read.`);
      const parent = `LocalUpload/${files.hash}`;
      steps.push({
        kind: 'data',
        name: source.datastore,
        datastore: requests.getDatastore(source.datastore),
        secrets: requests.listSecrets(source.datastore),
        upload: { kind: 'upload', what: `inputs.${name}`, files, parent },
      });
      const end = type === 'uri_folder' ? '/' : '';
      return `azureml://datastores/${source.datastore}/paths/${parent}/${files.tree.name}${end}`;
    }
  }
}
