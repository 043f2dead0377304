import type { TrialRunner } from '../trial-runner.js';
import { findUnrunnableHere } from './find-unrunnable-here.js';

/** The compute of trials that run on this machine as child processes of the service, and what it does not run. */
export const processRunnerTerms: Pick<TrialRunner, 'name' | 'description' | 'findUnrunnable'> = {
  name: 'local',
  description: 'the machine of the local service',
  findUnrunnable: findUnrunnableHere,
};
