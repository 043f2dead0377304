import { fileURLToPath } from 'node:url';
import type { CreatedLaunch } from './launches.js';

/**
 * The file of the launch wrapper, which runs a trial on whichever machine it comes to: `sh launch-wrapper`. It needs a shell
 * and Python 3.8 there, and nothing else. What it reads are {@link launchVariables}.
 */
export const launchWrapperFile: string = fileURLToPath(new URL('../../../../assets/launch-wrapper', import.meta.url));

/** The folder of a package that is the wrapper's and no part of the code: trials get no copy of it. */
export const wrapperFolder = '.hyperdrive';

/** What the wrapper exits with where the command did not run. None of them is a trial's exit code. */
export const wrapperExitCodes = {
  /** The launch was not granted. */
  refused: 83,
  /** The service could not be reached. */
  unreachable: 84,
  /** There is no Python, or no room for the copy of the code. */
  unprepared: 85,
} as const;

/** What the wrapper is to know of a launch, and how it is to behave. */
export interface LaunchVariablesInput extends CreatedLaunch {
  /** Where the machine reaches the service. */
  readonly serviceAddress: string;
  /** Whether the engine sends its signals to all processes of the job, the command among them, by itself. */
  readonly engineSignalsAll?: boolean | undefined;
  /** How long the wrapper tries to claim the launch, in seconds. Default 120. */
  readonly claimSeconds?: number | undefined;
  /**
   * How long the engine waits, once the command has ended, for what it left to be sent, in seconds, where it ends the job.
   * Default the command's own time to end.
   */
  readonly sendSeconds?: number | undefined;
}

/**
 * The variables that the wrapper is started with. They hold the claim code, which counts once and is no use afterwards, and
 * no token.
 */
export function launchVariables(input: LaunchVariablesInput): ReadonlyMap<string, string> {
  return new Map([
    ['HYPERDRIVE_SERVICE', input.serviceAddress],
    ['HYPERDRIVE_LAUNCH', input.id],
    ['HYPERDRIVE_CLAIM_CODE', input.claimCode],
    ...(input.engineSignalsAll === true ? [['HYPERDRIVE_ENGINE_SIGNALS_ALL', '1'] as const] : []),
    ...(input.claimSeconds === undefined ? [] : [['HYPERDRIVE_CLAIM_SECONDS', String(input.claimSeconds)] as const]),
    ...(input.sendSeconds === undefined ? [] : [['HYPERDRIVE_SEND_SECONDS', String(input.sendSeconds)] as const]),
  ]);
}
