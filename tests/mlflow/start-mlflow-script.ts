import type { TestContext } from 'vitest';
import {
  type StartedScript,
  startTrainingScript,
  type TrainingScript,
  type TrialReading,
} from '../conformance/run-training-script.js';
import { ensureMlflowEnvironment } from './python/make-environment.mjs';

/** Each trial imports mlflow, which takes seconds of work. */
export const scriptTimeoutMs = 240_000;

/** Runs a script with the real mlflow as a trial of a sweep. Skips the test where there is no mlflow. */
export async function startScript(
  context: TestContext,
  script: string,
  options: Omit<TrainingScript, 'command' | 'files'> = {},
): Promise<StartedScript> {
  const environment = await ensureMlflowEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  const command = `${environment.python} train.py \${{search_space.rate}}`;
  return startTrainingScript({ command, files: { 'train.py': script }, ...options });
}

/** Runs it to its end. */
export async function runScript(context: TestContext, script: string): Promise<TrialReading> {
  return (await startScript(context, script)).trial();
}
