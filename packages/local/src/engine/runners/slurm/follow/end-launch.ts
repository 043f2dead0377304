import type { SlurmCommands } from '../commands/slurm-commands.js';
import { askForEnd } from '../launch/launch-signs.js';
import type { SlurmLaunch } from '../launch/slurm-launch.js';
import { withdraw } from './watch-launch.js';

/**
 * Ends a launch: it is withdrawn where nobody has claimed it, else its node is asked to end it; and its jobs are canceled.
 * @param onAsked is called before SLURM is asked, which may take a while
 * @throws BackendError where SLURM cannot be asked to end a job whose launch is claimed
 */
export async function endLaunch(
  launch: SlurmLaunch,
  commands: Pick<SlurmCommands, 'cancelJobs'>,
  onAsked: () => void,
): Promise<void> {
  const isWithdrawn = withdraw(launch);
  if (!isWithdrawn) askForEnd(launch);
  onAsked();
  try {
    await commands.cancelJobs(launch.id);
  } catch (error) {
    // What is withdrawn runs no more, whether or not its job is still in the queue.
    if (!isWithdrawn) throw error;
  }
}
