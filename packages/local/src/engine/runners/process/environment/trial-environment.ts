import { type RunVariablesInput, runVariables } from '../../../trial/run-variables.js';
import { withActivePython } from './active-python.js';

/** What a trial's environment is made from. */
export interface TrialEnvironmentInput extends RunVariablesInput {
  /** The environment of this process: PATH, HOME, locale, an active Python environment, ... */
  readonly inherited: Readonly<Record<string, string | undefined>>;
  /** What the trial is run with, as variables. */
  readonly ofTrial: ReadonlyMap<string, string>;
}

/** Variables that name another run, or say where it is logged. */
const ofAnotherRun = /^(AZUREML_|HYPERDRIVE_|MLFLOW_(TRACKING_\w+|RUN_ID|EXPERIMENT_ID|EXPERIMENT_NAME|REGISTRY_URI)$)/;

/** What trials inherit of an environment: all that does not name another run, or say where it is logged. */
export function inheritedByTrials(
  environment: Readonly<Record<string, string | undefined>>,
): readonly (readonly [string, string])[] {
  return Object.entries(environment).flatMap(([name, value]): [string, string][] =>
    value === undefined || ofAnotherRun.test(name) ? [] : [[name, value]],
  );
}

/**
 * The environment of a trial, as Azure ML gives it: a training script that logs there logs here unchanged. What is
 * inherited gives way to what the definition sets, and both to what names the run. Variables of this process that
 * name another run or contain the service's own token are not passed on.
 */
export function trialEnvironment(input: TrialEnvironmentInput): ReadonlyMap<string, string> {
  const inherited = inheritedByTrials(input.inherited);
  return new Map([
    // A Python script's output is in its log as it comes, and not lost where the script is ended.
    ['PYTHONUNBUFFERED', '1'],
    ...withActivePython(new Map(inherited), input.ofDefinition),
    ...input.ofTrial,
    ...runVariables(input),
  ]);
}
