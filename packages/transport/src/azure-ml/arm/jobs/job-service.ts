import { BackendError } from '@hyperdrive-run/core';
import { ShortMemory } from '../../../async/short-memory.js';
import { isMissing } from '../../../http/answers/is-missing.js';
import type { AzureMlScope } from '../../addresses/azure-ml-scope.js';
import type { ArmClient } from '../arm-client.js';
import type { DatastorePath } from '../outputs/datastore-path.js';
import type { BlobClient } from '../upload/blob-client.js';
import type { SignedContainer } from '../upload/signed-container.js';
import { getJobEndpoint } from './job-endpoints.js';
import { type JobDto, jobSchema } from './wire/job-dto.js';

/** Whether an id is of the form that sweeps of Azure ML's first SDK have, and their children. None is a job's name. */
export function isFirstSdkId(id: string): boolean {
  return /^HD_[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?:_\w+)?$/i.test(id);
}

/** The jobs of Azure Resource Manager, with what is known of them. One for all scopes of a backend. */
export class JobService {
  readonly client: ArmClient;
  /** For the stores in which jobs put what they name. */
  readonly blobs: BlobClient;
  /** What opens the stores: a signature is good for an hour. */
  readonly containers: ShortMemory<SignedContainer> = new ShortMemory(30 * 60_000);
  /** Where the outputs of runs are; a run that goes on may get more. */
  readonly outputs: ShortMemory<ReadonlyMap<string, DatastorePath>> = new ShortMemory(60_000);
  readonly #known = new Map<string, boolean>();
  readonly #warned = new Set<string>();
  #isThere = true;

  constructor(client: ArmClient, blobs: BlobClient) {
    this.client = client;
    this.blobs = blobs;
  }

  /** Whether there is an Azure Resource Manager that knows jobs, as far as was seen. */
  get isThere(): boolean {
    return this.#isThere;
  }

  /** Whether the run was found to be a job. */
  isJob(scope: AzureMlScope, id: string): boolean {
    return this.#known.get(keyOf(scope, id)) === true;
  }

  /** Whether asking for a job of this name can find one. */
  mayFind(scope: AzureMlScope, id: string): boolean {
    return this.#isThere && !isFirstSdkId(id) && this.#known.get(keyOf(scope, id)) !== false;
  }

  /**
   * The job of a run that the run history has, too.
   * @returns `undefined` where there is none; and, with a warning, where Azure Resource Manager may not be asked or cannot
   *   be reached: the run says of itself what is needed most
   * @throws BackendError where asking again may help
   */
  async find(scope: AzureMlScope, id: string, signal: AbortSignal | undefined): Promise<JobDto | undefined> {
    if (!this.mayFind(scope, id)) return undefined;
    try {
      const job = await this.client.request(jobSchema, getJobEndpoint(scope, id), { signal });
      this.#known.set(keyOf(scope, id), true);
      return job;
    } catch (error) {
      this.passOver(error, `what it says of job ${JSON.stringify(id)}`);
      if (isMissing(error)) this.#known.set(keyOf(scope, id), false);
      return undefined;
    }
  }

  /**
   * Goes on without an answer of Azure Resource Manager, and says so once, where it will not come.
   * @param what what is left out, for the warning
   * @throws the error itself where asking again may help, and an abort
   */
  passOver(error: unknown, what: string): void {
    if (!BackendError.isInstance(error) || mayPass.has(error.code)) throw error;
    // Whatever answers there, it knows no jobs: another service that speaks the rest of the protocol.
    if (error.status === 404 && !isMissing(error)) this.#isThere = false;
    if (error.status === 404 || this.#warned.has(error.code)) return;
    this.#warned.add(error.code);
    this.client.onWarning(`Azure Resource Manager was not asked for ${what}: ${error.message}`);
  }

  /** Asks it no more: it has no jobs. */
  leave(): void {
    this.#isThere = false;
  }
}

/** Failures that are over after a while. */
const mayPass: ReadonlySet<string> = new Set(['throttled', 'service-failure', 'timed-out']);

function keyOf({ subscriptionId, resourceGroup, workspaceName }: AzureMlScope, id: string): string {
  return JSON.stringify([subscriptionId, resourceGroup, workspaceName, id]);
}
