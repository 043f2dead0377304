import type { ExperimentScope } from '../../storage/run-key.js';
import type { SubmittedTrial, TrialJob, TrialRunner } from '../runners/trial-runner.js';

/** A trial whose run is stored and which is to run now. */
export interface Trial extends Pick<TrialJob, 'runId' | 'point' | 'definition' | 'snapshot'> {
  readonly scope: ExperimentScope;
  readonly runner: TrialRunner;
  /** Whether its run is Preparing already. */
  readonly isPreparing?: boolean | undefined;
  /** The job, where an earlier service handed it over. */
  readonly survivor?: SubmittedTrial | undefined;
  /** Is called with what goes wrong on the way and is tried again, for people. */
  readonly warn?: ((text: string) => void) | undefined;
}
