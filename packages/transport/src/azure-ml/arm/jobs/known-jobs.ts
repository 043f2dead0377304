import type { AzureMlScope } from '../../addresses/azure-ml-scope.js';

/** Whether an id is of the form that sweeps of Azure ML's first SDK have, and their children. None is a job's name. */
function isFirstSdkId(id: string): boolean {
  return /^HD_[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?:_\w+)?$/i.test(id);
}

/** What is known of which runs are jobs of Azure Resource Manager. One for all scopes of a backend. */
export class KnownJobs {
  readonly #known = new Map<string, boolean>();
  #isThere: boolean;

  /** @param isThere whether there may be an Azure Resource Manager that knows jobs */
  constructor(isThere: boolean) {
    this.#isThere = isThere;
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

  /** Remembers whether a run is a job. */
  set(scope: AzureMlScope, id: string, isJob: boolean): void {
    this.#known.set(keyOf(scope, id), isJob);
  }

  /** Nothing is asked any more: there are no jobs. */
  leave(): void {
    this.#isThere = false;
  }
}

function keyOf({ subscriptionId, resourceGroup, workspaceName }: AzureMlScope, id: string): string {
  return JSON.stringify([subscriptionId, resourceGroup, workspaceName, id]);
}
