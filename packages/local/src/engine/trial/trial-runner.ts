/** One trial, ready to start. */
export interface TrialLaunch {
  /** What the shell is given to run. */
  readonly script: string;
  /** The trial's own working directory. It is there. */
  readonly workFolder: string;
  /** The whole environment of the process. */
  readonly environment: ReadonlyMap<string, string>;
  /** Where standard output and standard error are kept. */
  readonly logPath: string;
}

/** How a trial's process ended. */
export type TrialExit =
  | { readonly kind: 'exited'; readonly code: number }
  /** Something ended it by a signal: the system, a person, or this service. */
  | { readonly kind: 'signaled'; readonly signal: string }
  /** It never ran. */
  | { readonly kind: 'not-started'; readonly reason: string };

/** A trial that was started. */
export interface RunningTrial {
  /** The process, where it could be started: enough to find it again after this service died. */
  readonly processId?: number | undefined;
  /** Resolves once nothing of the trial runs any more and its log is written. Never rejects. */
  readonly ended: Promise<TrialExit>;
  /** Asks all processes of the trial to end (SIGTERM), and ends what is left after the grace time (SIGKILL). */
  end(): void;
}

/** Where trials run. One machine's processes today; the engine does not care. */
export interface TrialRunner {
  start(launch: TrialLaunch): RunningTrial;
}
