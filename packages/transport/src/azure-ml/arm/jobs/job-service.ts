import { BackendError } from '@hyperdrive-run/core';
import { ShortMemory } from '../../../async/short-memory.js';
import { isMissing } from '../../../http/answers/is-missing.js';
import type { AzureMlScope } from '../../addresses/azure-ml-scope.js';
import type { AzureMlConnection } from '../../azure-ml-connection.js';
import type { ArmClient } from '../arm-client.js';
import type { DatastorePath } from '../outputs/datastore-path.js';
import type { BlobClient } from '../upload/blob-client.js';
import type { SignedContainer } from '../upload/signed-container.js';
import { getJobEndpoint } from './job-endpoints.js';
import type { KnownJobs } from './known-jobs.js';
import { type JobDto, jobSchema } from './wire/job-dto.js';

/** A connection that reaches the jobs of Azure Resource Manager, too. */
export interface JobConnection extends AzureMlConnection {
  readonly jobs: JobService;
}

/** The jobs of Azure Resource Manager. One for all scopes of a backend. */
export class JobService {
  readonly client: ArmClient;
  /** For the stores in which jobs put what they name. */
  readonly blobs: BlobClient;
  readonly known: KnownJobs;
  /** What opens the stores: a signature is good for an hour. */
  readonly containers: ShortMemory<SignedContainer> = new ShortMemory(30 * 60_000);
  /** Where the outputs of runs are; a run that goes on may get more. */
  readonly outputs: ShortMemory<ReadonlyMap<string, DatastorePath>> = new ShortMemory(60_000);
  readonly #warned = new Set<string>();

  constructor(client: ArmClient, blobs: BlobClient, known: KnownJobs) {
    this.client = client;
    this.blobs = blobs;
    this.known = known;
  }

  /**
   * The job of a run that the run history has, too.
   * @returns `undefined` where there is none; and, with a warning, where Azure Resource Manager may not be asked or cannot
   *   be reached: the run says of itself what is needed most
   * @throws BackendError where asking again may help
   */
  async find(scope: AzureMlScope, id: string, signal: AbortSignal | undefined): Promise<JobDto | undefined> {
    if (!this.known.mayFind(scope, id)) return undefined;
    try {
      const job = await this.client.request(jobSchema, getJobEndpoint(scope, id), { signal });
      this.known.set(scope, id, true);
      return job;
    } catch (error) {
      this.passOver(error, `what it says of job ${JSON.stringify(id)}`);
      if (isMissing(error)) this.known.set(scope, id, false);
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
    if (error.status === 404 && !isMissing(error)) this.known.leave();
    if (error.status === 404 || this.#warned.has(error.code)) return;
    this.#warned.add(error.code);
    this.client.onWarning(`Azure Resource Manager was not asked for ${what}: ${error.message}`);
  }
}

/** Failures that are over after a while. */
const mayPass: ReadonlySet<string> = new Set(['throttled', 'service-failure', 'timed-out']);
