import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import type { JsonObject } from '@hyperdrive-run/core/json';
import { errorMessage } from '../../../error-message.js';
import type { RunKey } from '../../../storage/run-key.js';
import type { CallService } from '../computes/call-service.js';
import type { ComputeResources } from '../computes/compute.js';
import { resourcesOf } from '../computes/resources-of.js';
import { exitOfCode } from '../exit-of-code.js';
import { removeFolder } from '../process/folders/remove-folder.js';
import { removeWorkFolder } from '../process/folders/work-folder.js';
import type { FoundTrial, TrialRunner } from '../trial-runner.js';
import { jobPhase } from './commands/job-state.js';
import { createSlurmCommands, type SlurmCommandsOptions } from './commands/slurm-commands.js';
import { followLaunch } from './follow/follow-launch.js';
import { createJobQueue } from './follow/job-queue.js';
import { createPauses } from './follow/pauses.js';
import { createWaitingRoom } from './follow/waiting-room.js';
import { withdrawClaim } from './launch/claim-file.js';
import { createFileCollector } from './launch/collect-files.js';
import { readSigns } from './launch/launch-signs.js';
import { prepareLaunch } from './launch/prepare-launch.js';
import { launchFiles, type SlurmLaunch, type SlurmPlaces, slurmLaunch } from './launch/slurm-launch.js';
import type { SlurmContext } from './slurm-context.js';
import { spoolAddress } from './spool/spool-address.js';
import { followSpool } from './spool/spool-follower.js';

/** What a runner of SLURM jobs is made from. */
export interface SlurmRunnerOptions
  extends Pick<TrialRunner, 'name' | 'description' | 'findUnrunnable' | 'requireReady'>,
    SlurmCommandsOptions,
    SlurmPlaces {
  /** `undefined` for the cluster's default partition. */
  readonly partition?: string | undefined;
  /** What a trial asks for whose definition does not say it. */
  readonly resources: ComputeResources;
  readonly setup: readonly string[];
  readonly callService: CallService;
  /** How long a trial that is asked to end may take, in milliseconds. Default: 10 s; SLURM itself kills after 30 s. */
  readonly graceMs?: number | undefined;
  /** How often a node gives a sign of life, in milliseconds. Default: 5 s. */
  readonly beatMs?: number | undefined;
  /** How often the files of launches are looked at, in milliseconds. Default: 200. */
  readonly lookMs?: number | undefined;
  /** How often the queue is looked at, for all trials at once, in milliseconds. Default: 10 s. */
  readonly queueMs?: number | undefined;
  /** How many jobs wait in the cluster's queue at most. Default: 10. */
  readonly mostWaiting?: number | undefined;
  readonly patienceMs?: Partial<SlurmContext['patienceMs']> | undefined;
}

/** How often and how long a compute's launches are looked at; all of it has defaults. */
export type SlurmPace = Pick<
  SlurmRunnerOptions,
  'beatMs' | 'graceMs' | 'lookMs' | 'queueMs' | 'patienceMs' | 'timeoutMs'
>;

/** Runs trials as batch jobs of a SLURM cluster whose nodes share a folder with this machine, with `sbatch` and `squeue`. */
export function createSlurmTrialRunner(options: SlurmRunnerOptions): TrialRunner {
  const { name, description, findUnrunnable, requireReady } = options;
  const commands = createSlurmCommands(options);
  const context: SlurmContext = {
    commands,
    queue: createJobQueue(commands, options.queueMs ?? 10_000),
    room: createWaitingRoom(options.mostWaiting ?? 10),
    callService: options.callService,
    lookMs: options.lookMs ?? 200,
    patienceMs: { file: 60_000, queue: 30_000, silence: 120_000, ...options.patienceMs },
  };
  return {
    name,
    description,
    findUnrunnable,
    requireReady,
    // Wherever the service comes back, and whether it is there: a trial on a node logs into its spool.
    serviceAddress: () => spoolAddress,
    async prepare(job) {
      const launch = slurmLaunch(options, job, randomUUID());
      const { graceMs = 10_000, beatMs = 5000 } = options;
      const prepared = await prepareLaunch(job, launch, { ...options, graceMs, beatMs });
      if (prepared.kind === 'refused') return prepared;
      const batch = {
        name: launch.id,
        partition: options.partition,
        resources: resourcesOf(options, job.definition),
        maxDurationSeconds: job.definition.maxDurationSeconds,
        logPath: launch.folders.log,
        workFolder: prepared.workFolder,
        scriptPath: launchFiles(launch).script,
      };
      const handle: JsonObject = new Map([['launchId', launch.id]]);
      return { kind: 'prepared', handle, start: () => followLaunch(launch, context, batch) };
    },
    find: (key, handle) => findLaunch(options, key, handle, context),
    async cleanUp(key) {
      const { folders, collectInto } = slurmLaunch(options, key, '');
      await removeWorkFolder(folders);
      if (collectInto !== undefined) await removeFolder(folders.kept).catch(() => undefined);
    },
  };
}

async function findLaunch(
  places: SlurmPlaces,
  key: RunKey,
  handle: JsonObject,
  context: SlurmContext,
): Promise<FoundTrial> {
  const id = handle.get('launchId');
  if (typeof id !== 'string') return { kind: 'ended', exit: { kind: 'lost' } };
  const launch = slurmLaunch(places, key, id);
  const { claim, exit } = readSigns(launch);
  if (claim?.kind === 'withdrawn') return { kind: 'not-started' };
  const isLogged = exit !== undefined && (await followSpool(launch, context.callService).follow());
  if (exit !== undefined && isLogged) {
    await createFileCollector(launch).collectAll(createPauses().pause);
    return { kind: 'ended', exit: exitOfCode(exit.code), time: exit.time };
  }
  if (claim !== undefined) return { kind: 'active', trial: followLaunch(launch, context) };
  if (!existsSync(launchFiles(launch).submitted)) return settleUnclaimed(launch, context);
  try {
    const jobs = await context.queue.look(id);
    const isWaiting = jobs.some(({ state }) => jobPhase(state) !== 'ended');
    return isWaiting ? { kind: 'active', trial: followLaunch(launch, context) } : settleUnclaimed(launch, context);
  } catch (error) {
    return { kind: 'unknown', reason: errorMessage(error) };
  }
}

/** Nothing of it is in the queue: from now on it does not run, if it has not. */
function settleUnclaimed(launch: SlurmLaunch, context: SlurmContext): FoundTrial {
  mkdirSync(launch.folders.launch, { recursive: true, mode: 0o700 });
  return withdrawClaim(launchFiles(launch).claim).kind === 'withdrawn'
    ? { kind: 'not-started' }
    : { kind: 'active', trial: followLaunch(launch, context) };
}
