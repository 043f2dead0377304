/** What one trial asks the scheduler of its compute for. What is left out is the compute's own default. */
export interface TrialResources {
  /** Nodes that a trial runs on. */
  readonly instanceCount?: number | undefined;
  readonly cpus?: number | undefined;
  readonly gpus?: number | undefined;
  /** Memory of a trial, in bytes. */
  readonly memoryBytes?: number | undefined;
}

/** The names of the resources, with the least that a trial can ask for. */
export const leastResources = { instanceCount: 1, cpus: 1, gpus: 0, memoryBytes: 1 } as const;
