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

/** The most of what a command said that goes into a message. */
const mostLength = 500;

/** What a command said, without its own name and SLURM's marks before each line. */
export function reasonOf(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.replace(/^\w+: (?:error|fatal): /, '').trim());
  const said = lines.filter((line) => line !== '').join('; ');
  return said === '' ? 'it said nothing' : said.slice(-mostLength);
}
