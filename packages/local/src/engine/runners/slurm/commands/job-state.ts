/**
 * What a job's state says of it. A state that is not known here counts as `active`: nothing is ever taken for ended that may
 * go on.
 * - `waiting`: its script has not run, or will be run again
 * - `active`: its script runs, or is being ended
 * - `ended`: it runs no more, by SLURM's account
 */
export type JobPhase = 'waiting' | 'active' | 'ended';

const waiting: ReadonlySet<string> = new Set([
  'PENDING',
  'CONFIGURING',
  'REQUEUED',
  'REQUEUE_FED',
  'REQUEUE_HOLD',
  'RESV_DEL_HOLD',
  'SPECIAL_EXIT',
]);

const ended: ReadonlySet<string> = new Set([
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'TIMEOUT',
  'NODE_FAIL',
  'OUT_OF_MEMORY',
  'PREEMPTED',
  'BOOT_FAIL',
  'DEADLINE',
  'LAUNCH_FAILED',
  'RECONFIG_FAIL',
  'REVOKED',
]);

/** @param state as `squeue` prints it in full: `RUNNING` */
export function jobPhase(state: string): JobPhase {
  if (waiting.has(state)) return 'waiting';
  return ended.has(state) ? 'ended' : 'active';
}

/** States of jobs that the cluster ended and not the trial: it may still run on a node that is out of reach. */
const ofCluster: ReadonlySet<string> = new Set(['NODE_FAIL', 'PREEMPTED', 'BOOT_FAIL', 'LAUNCH_FAILED', 'REVOKED']);

/** Whether a job ended through no fault of its own, so that what it started may run on unseen. */
export function wasTakenAway(state: string): boolean {
  return ofCluster.has(state);
}

/** Reasons for which a waiting job never runs, however long it waits. */
const forEver: ReadonlySet<string> = new Set([
  'PartitionConfig',
  'BadConstraints',
  'PartitionNodeLimit',
  'PartitionTimeLimit',
  'InvalidAccount',
  'InvalidQOS',
  'AccountNotAllowed',
  'QOSNotAllowed',
]);

/** Whether a job that waits for this reason waits for ever. */
export function waitsForEver(reason: string): boolean {
  return forEver.has(reason);
}
