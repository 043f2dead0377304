import type { ConfigViolation } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import type { RunFiles } from '../../../storage/files/run-files.js';
import type { Launches } from '../launches/launches.js';
import type { TrialRunner } from '../trial-runner.js';
import type { CallService } from './call-service.js';
import type { Compute } from './compute.js';
import type { ComputeReport } from './compute-report.js';

/** What a runner beyond this machine works with of the service that it belongs to. */
export interface RunnerHost {
  /** The service's folder, absolute. */
  readonly folder: string;
  readonly files: RunFiles;
  readonly now: () => Date;
  /** What a start of a trial is claimed by, wherever it comes to run. */
  readonly launches: Launches;
  /** Where this machine reaches the service, such as `http://127.0.0.1:49152`; `undefined` while it does not listen. */
  readonly serviceAddress: () => string | undefined;
  /** Where other machines reach it; `undefined` where it listens for this machine alone. The same after each restart. */
  readonly advertisedAddress: () => string | undefined;
  /** Makes calls in the name of trials that have no way to the service themselves. */
  readonly callService: CallService;
  /** What the commands of an engine, and trials that inherit it, find in their environment; by default that of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A compute with what is needed to use it. */
export interface OpenedCompute {
  readonly compute: Compute;
  /** Its engine's token, where one was given. It goes to the compute's own address and nowhere else, and into no message. */
  readonly token?: string | undefined;
}

/**
 * A kind of cluster that runs trials, by the scheme of a compute's address. What it submits, asks for and ends is its own;
 * the search, the records and the rules are the service's.
 */
export interface ComputeEngine {
  /** Such as `ray+http`, without the colon. */
  readonly schemes: readonly string[];
  /** Such as `Ray`. */
  readonly displayName: string;
  /** What an address of it looks like, for messages: `ray+http(s)://HOST:8265`. */
  readonly addressForm: string;
  /** Why its clusters know no token, for messages; `undefined` where they may. */
  readonly withoutToken?: string | undefined;
  /**
   * What is wrong with a compute that names this engine, as `InvalidArgumentError` says it: an address of another form, an
   * option that the engine has no use for, one that it needs.
   */
  findFault(compute: Compute): { readonly option: string; readonly takes: string } | undefined;
  /** What of a config, right in itself, trials on the compute do not run. Asks nobody. Paths are those of `HyperDriveConfig`. */
  findUnrunnable(compute: Compute, config: HyperDriveConfig): readonly ConfigViolation[];
  /** The runner of a compute. It does nothing before it is asked for a trial. */
  createRunner(opened: OpenedCompute, host: RunnerHost): TrialRunner;
  /**
   * Looks whether trials can run there: the engine's version, what is free, and whether a node reaches the service.
   * @throws BackendError where the engine cannot be asked: `connection-failed`, `not-authenticated`, ...
   */
  check(opened: OpenedCompute, host: RunnerHost, options: CallOptions): Promise<ComputeReport>;
}
