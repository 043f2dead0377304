import type { TerminalRunStatus } from '@hyperdrive-run/core';
import type { JsonObject } from '@hyperdrive-run/core/json';
import type { SubmittedTrial } from '../runners/trial-runner.js';
import type { TrialState } from './trial-state.js';

/** A trial that the store has of a sweep. */
export interface StoredTrial {
  readonly number: number;
  readonly runId: string;
  readonly point: JsonObject;
  /** How it ended; `undefined` where it runs, or is still to be started. */
  readonly status: TerminalRunStatus | undefined;
  /** What is stored of its start, where its run is Preparing already: it was made to be started at once. */
  readonly nextStart?: TrialState | undefined;
  /** Its job, where that outlived the service that handed it over. */
  readonly survivor?: SubmittedTrial | undefined;
}
