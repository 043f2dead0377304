/** What a compute's address says: `slurm:`, or `slurm:PARTITION`. */
export interface SlurmAddress {
  /** `undefined` for the cluster's default partition. */
  readonly partition: string | undefined;
}

/** @returns `undefined` where it is no such address */
export function parseSlurmAddress(uri: string): SlurmAddress | undefined {
  const partition = /^slurm:([\w.+-]*)$/i.exec(uri)?.[1];
  return partition === undefined ? undefined : { partition: partition === '' ? undefined : partition };
}
