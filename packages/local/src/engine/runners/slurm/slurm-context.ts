import type { CallService } from '../computes/call-service.js';
import type { SlurmCommands } from './commands/slurm-commands.js';
import type { JobQueue } from './follow/job-queue.js';
import type { Patience } from './follow/judge-launch.js';
import type { WaitingRoom } from './follow/waiting-room.js';

/** What every launch of a compute is followed with. */
export interface SlurmContext {
  readonly commands: SlurmCommands;
  readonly queue: JobQueue;
  readonly room: WaitingRoom;
  readonly callService: CallService;
  /** How often the files of a launch are looked at, in milliseconds. */
  readonly lookMs: number;
  /** How long what is suspected must last, in milliseconds. */
  readonly patienceMs: Readonly<Record<Patience, number>>;
}
