import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { TrialDefinition } from '@hyperdrive-run/core/trial';
import type { ExperimentScope } from '../../storage/run-key.js';
import type { TrialRunner } from '../runners/trial-runner.js';
import type { SweepState } from './sweep-state.js';

/** A sweep whose parent run is stored and which is to run, or to go on, now. */
export interface Sweep {
  readonly scope: ExperimentScope;
  readonly runId: string;
  readonly config: HyperDriveConfig;
  readonly definition: TrialDefinition;
  /** Who submitted it, as its client said: that goes for its trials too. */
  readonly createdBy?: string | undefined;
  /** Where its trials run. */
  readonly runner: TrialRunner;
  readonly state: SweepState;
}
