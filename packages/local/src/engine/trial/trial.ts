import type { ExperimentScope } from '../../storage/run-key.js';
import type { SubmittedTrial, TrialJob, TrialRunner } from '../runners/trial-runner.js';
import type { TrialState } from './trial-state.js';

/** A trial whose run is stored and which is to run now. */
export interface Trial extends Pick<TrialJob, 'runId' | 'point' | 'definition' | 'snapshot'> {
  readonly scope: ExperimentScope;
  readonly runner: TrialRunner;
  /** What is stored of its start, where its run is Preparing already. */
  readonly nextStart?: TrialState | undefined;
  /** The job, where an earlier service handed it over. */
  readonly survivor?: SubmittedTrial | undefined;
  /** Is called with what goes wrong on the way and is tried again, for people. */
  readonly warn?: ((text: string) => void) | undefined;
}
