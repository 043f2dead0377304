import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { exitOfCode } from '../../exit-of-code.js';
import type { TrialExit } from '../../trial-runner.js';
import { wasTakenAway } from '../commands/job-state.js';
import type { SlurmCommands } from '../commands/slurm-commands.js';
import type { SlurmJob } from '../commands/squeue-output.js';
import { refusedExitCode } from '../launch/batch-script.js';
import type { SlurmLaunch } from '../launch/slurm-launch.js';

/** How much of the end of a log says why a script did not come to the trial's command. */
const mostLogBytes = 500;

/** Of a launch that nobody claimed. @param reason what SLURM says of it */
export function exitOfUnclaimed(
  { folders }: Pick<SlurmLaunch, 'folders'>,
  reason: string,
): TrialExit & { readonly kind: 'never-ran' } {
  const said = endOfLog(folders.log);
  return { kind: 'never-ran', reason: said === '' ? reason : `${reason}, and its log ends with: ${said}` };
}

/**
 * Of a launch whose node wrote no exit code: SLURM's account, `CODE:SIGNAL`, where its job ended by itself. Of a job that was
 * started more than once that is the account of another attempt.
 * @param lost what it is without it
 */
export async function exitByAccount(
  job: SlurmJob | undefined,
  lost: TrialExit & { readonly kind: 'lost' },
  commands: Pick<SlurmCommands, 'describeJob'>,
): Promise<TrialExit> {
  if (job === undefined || wasTakenAway(job.state)) return lost;
  const fields = await commands.describeJob(job.id).catch(() => undefined);
  const [, code, signal] = /^(\d+):(\d+)$/.exec(fields?.get('ExitCode') ?? '') ?? [];
  if (code === undefined || signal === undefined || fields?.get('Restarts') !== '0') return lost;
  if (Number(code) === refusedExitCode) {
    return { kind: 'lost', reason: `${lost.reason} SLURM started it a second time, which was refused.` };
  }
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
