/** What SLURM's commands say where the controller, or the way to it, fails: that may pass, and says nothing of the job. */
const passing: readonly RegExp[] = [
  /unable to contact slurm controller/i,
  /socket timed out/i,
  /zero bytes were transmitted/i,
  /temporarily unable to accept job/i,
  /slurm (?:database|controller) .*(?:unavailable|not responding)/i,
  /connection (?:refused|reset|timed out)/i,
  /transport endpoint is not connected/i,
  /munge/i,
  /protocol authentication error/i,
  // A user may have only so many jobs at a time: there is room again once one has ended.
  /submit(?:ted)? (?:jobs? )?limit/i,
  /job violates accounting\/qos policy/i,
];

/** Whether a command failed for what may pass, so that it is to be tried again. */
export function isPassingFailure(stderr: string): boolean {
  return passing.some((pattern) => pattern.test(stderr));
}

/** The last thing that a command said, without its own name and SLURM's marks before it. */
export function reasonOf(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.replace(/^\w+: (?:error|fatal): /, '').trim());
  return lines.findLast((line) => line !== '') ?? 'it said nothing';
}
