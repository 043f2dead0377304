import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { exitOfCode } from '../../exit-of-code.js';
import type { TrialExit } from '../../trial-runner.js';
import type { SlurmCommands } from '../commands/slurm-commands.js';
import type { SlurmJob } from '../commands/squeue-output.js';
import { refusedExitCode } from '../launch/batch-script.js';
import type { SlurmLaunch } from '../launch/slurm-launch.js';
import type { LaunchEnd } from './judge-launch.js';

/** How much of the end of a log says why a script did not come to the trial's command. */
const mostLogBytes = 500;

/** The exit of a trial whose launch is over in this way. */
export async function exitOfEnd(
  launch: SlurmLaunch,
  end: Exclude<LaunchEnd, { readonly kind: 'impossible' }>,
  commands: Pick<SlurmCommands, 'describeJob'>,
): Promise<TrialExit> {
  switch (end.kind) {
    case 'exited':
      return exitOfCode(end.code);
    case 'lost':
      return end;
    case 'withdrawn':
      return { kind: 'never-ran', reason: 'it was withdrawn before it ran' };
    case 'unclaimed':
      return { kind: 'never-ran', reason: neverRan(launch, end.job) };
    case 'without-exit':
      return exitOfJob(end.job, await commands.describeJob(end.job.id).catch(() => undefined));
  }
}

function neverRan(launch: SlurmLaunch, job: SlurmJob | undefined): string {
  if (job === undefined) return 'SLURM does not know its job';
  const said = endOfLog(launch.folders.log);
  return `SLURM says ${job.state} (${job.reason}) of its job ${job.id}${said === '' ? '' : `, and its log ends with: ${said}`}`;
}

/** By SLURM's account, `CODE:SIGNAL`. Of a job that was started more than once it is that of another attempt. */
function exitOfJob(job: SlurmJob, fields: ReadonlyMap<string, string> | undefined): TrialExit {
  const reason = `SLURM says ${job.state} of its job ${job.id}, and its node wrote no exit code.`;
  const [, code, signal] = /^(\d+):(\d+)$/.exec(fields?.get('ExitCode') ?? '') ?? [];
  if (code === undefined || signal === undefined || fields?.get('Restarts') !== '0') return { kind: 'lost', reason };
  if (Number(code) === refusedExitCode)
    return { kind: 'lost', reason: `${reason} SLURM started it a second time, which was refused.` };
  if (job.state === 'OUT_OF_MEMORY') return { kind: 'signaled', signal: 'SIGKILL' };
  // Of one that was canceled, or took too long, SLURM says 0:0 where the script ended in time.
  if (job.state !== 'COMPLETED' && job.state !== 'FAILED') return { kind: 'signaled', signal: 'SIGTERM' };
  return exitOfCode(signal === '0' ? Number(code) : 128 + Number(signal));
}

function endOfLog(place: string): string {
  try {
    const size = statSync(place).size;
    const file = openSync(place, 'r');
    try {
      const buffer = Buffer.alloc(Math.min(size, mostLogBytes));
      const read = readSync(file, buffer, 0, buffer.length, size - buffer.length);
      return buffer.subarray(0, read).toString('utf8').trim();
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
