import type { LaunchRecord } from './process/launch-record.js';

/** A start of a trial, as it can be found again. */
export interface TrialPlace {
  readonly record: LaunchRecord;
  /** Where standard output and standard error are kept. */
  readonly logPath: string;
}

/** One trial, ready to start. */
export interface TrialLaunch extends TrialPlace {
  /** What the shell is given to run. */
  readonly script: string;
  /** The trial's own working directory. It is there. */
  readonly workFolder: string;
  /** The whole environment of the process. */
  readonly environment: ReadonlyMap<string, string>;
}

/** How a trial's process ended. */
export type TrialExit =
  | { readonly kind: 'exited'; readonly code: number }
  /** Something ended it by a signal: the system, a person, or this service. */
  | { readonly kind: 'signaled'; readonly signal: string }
  /** It never ran. Where that is because the disk is full, it may be started again. */
  | { readonly kind: 'not-started'; readonly reason: string; readonly isDiskFull?: boolean | undefined }
  /** It does not run any more, and nobody was there to see how it ended. */
  | { readonly kind: 'lost' };

/** A trial that was started. */
export interface RunningTrial {
  /** Resolves once nothing of the trial runs any more and its log is written. Never rejects. */
  readonly ended: Promise<TrialExit>;
  /** Asks all processes of the trial to end (SIGTERM), and ends what is left after the grace time (SIGKILL). */
  end(): void;
}

/** What has become of a trial that an earlier service was to start. */
export type FoundLaunch =
  /** It was not started, and will not be under this record. */
  | { readonly kind: 'not-started' }
  | { readonly kind: 'running'; readonly trial: RunningTrial }
  | { readonly kind: 'ended'; readonly exit: TrialExit; readonly time?: Date | undefined };

/** Where trials run. One machine's processes today; the engine does not care. */
export interface TrialRunner {
  /** Starts a trial, which goes on where this service dies. */
  start(launch: TrialLaunch): RunningTrial;
  /** Finds a trial again, whichever service started it. */
  find(place: TrialPlace): Promise<FoundLaunch>;
}
