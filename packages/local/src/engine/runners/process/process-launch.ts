import type { TrialExit } from '../trial-runner.js';
import type { LaunchRecord } from './launch-record.js';

/** A start of a trial, as it can be found again. */
export interface ProcessPlace {
  readonly record: LaunchRecord;
  /** Where standard output and standard error are kept. */
  readonly logPath: string;
}

/** One trial's process, ready to start. */
export interface ProcessLaunch extends ProcessPlace {
  /** What the shell is given to run. */
  readonly script: string;
  /** The trial's own working directory. It exists. */
  readonly workFolder: string;
  /** The whole environment of the process. */
  readonly environment: ReadonlyMap<string, string>;
}

/** A trial's process. */
export interface TrialProcess {
  /** Whether there is, or was, one: `false` where it could not be made. */
  readonly isStarted: boolean;
  /** Resolves once nothing of the trial runs any more and its log is written. Never rejects. */
  readonly ended: Promise<TrialExit>;
  /** Asks all processes of the trial to end (SIGTERM), and ends what is left after the grace time (SIGKILL). */
  end(): void;
}

/** What has become of a trial's process that an earlier service was to start. */
export type FoundProcess =
  /** It was not started, and will not be under this record. */
  | { readonly kind: 'not-started' }
  | { readonly kind: 'running'; readonly trial: TrialProcess }
  | { readonly kind: 'ended'; readonly exit: TrialExit; readonly time?: Date | undefined };
