import type { CallService } from '../computes/call-service.js';
import type { SlurmCommands } from './commands/slurm-commands.js';
import type { JobQueue } from './follow/job-queue.js';
import type { WaitingRoom } from './follow/waiting-room.js';

/**
 * How long something must last before it counts, in milliseconds.
 * - `file`: until a network file system shows a file that another machine wrote
 * - `queue`: until the queue is sure to list what was submitted, or to have looked at it again
 * - `silence`: until a node that should give signs of life is taken for lost
 */
export type SlurmPatience = Readonly<Record<'file' | 'queue' | 'silence', number>>;

/** What every launch of a compute is followed with. */
export interface SlurmContext {
  readonly commands: SlurmCommands;
  readonly queue: JobQueue;
  readonly room: WaitingRoom;
  readonly callService: CallService;
  /** How often the files of a launch are looked at, in milliseconds. */
  readonly lookMs: number;
  readonly patienceMs: SlurmPatience;
}
