/** What SLURM's commands say of failures in words that only its administrators know, and what it means. */
const meanings: readonly (readonly [said: RegExp, meaning: string])[] = [
  [
    /DNS SRV lookup failed|establish a configuration source|unable to (?:open|read) .*slurm\.conf/i,
    'this machine has no configuration of SLURM (slurm.conf), so that it belongs to no cluster',
  ],
  [/unable to contact slurm controller|connection refused/i, 'its controller (slurmctld) cannot be reached'],
  [
    /munge|protocol authentication error/i,
    'the cluster does not accept who asks: munge is not running here, or has another key',
  ],
  [/was not found/i, 'its commands are not on this machine, or not on the PATH of the local service'],
  [/socket timed out|did not return within/i, 'its controller (slurmctld) does not answer in time'],
  [/invalid partition/i, 'it has no such partition'],
];

/** A failure of a command in words for its user, with what the command has said. */
export function explainFailure(command: string, said: string): string {
  const meaning = meanings.find(([pattern]) => pattern.test(said))?.[1];
  return meaning === undefined
    ? `${command} failed: ${said}.`
    : `SLURM cannot be asked: ${meaning}. ${command} says: ${said}.`;
}
