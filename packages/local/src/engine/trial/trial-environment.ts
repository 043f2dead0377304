import type { ExperimentScope } from '../../storage/run-key.js';
import type { RunToken } from '../run-token.js';
import { withActivePython } from '../runners/process/active-python.js';

/** What a trial is told of itself and of the service. */
export interface TrialEnvironmentInput {
  /** The environment of this process: PATH, HOME, locale, an active Python environment, ... */
  readonly inherited: Readonly<Record<string, string | undefined>>;
  /** The variables of the sweep's definition. */
  readonly ofDefinition: ReadonlyMap<string, string>;
  /** What the trial is run with, as variables. */
  readonly ofTrial: ReadonlyMap<string, string>;
  readonly scope: ExperimentScope;
  readonly runId: string;
  readonly token: RunToken;
  readonly serviceAddress: string;
  readonly experimentId: string;
  readonly workspaceId: string;
}

/** Variables that name another run, or say where it is logged. */
const ofAnotherRun = /^(AZUREML_|HYPERDRIVE_|MLFLOW_(TRACKING_\w+|RUN_ID|EXPERIMENT_ID|EXPERIMENT_NAME|REGISTRY_URI)$)/;

/**
 * The environment of a trial, as Azure ML gives it: a training script that logs there logs here unchanged. What is
 * inherited stands behind what the definition sets, and both behind what names the run. Variables of this process that
 * name another run or hold the service's own token are not passed on.
 */
export function trialEnvironment(input: TrialEnvironmentInput): ReadonlyMap<string, string> {
  const { scope } = input;
  const inherited = Object.entries(input.inherited).flatMap(([name, value]): [string, string][] =>
    value === undefined || ofAnotherRun.test(name) ? [] : [[name, value]],
  );
  return new Map([
    // A Python script's output is in its log as it comes, and not lost where the script is ended.
    ['PYTHONUNBUFFERED', '1'],
    ...withActivePython(new Map(inherited), input.ofDefinition),
    ...input.ofTrial,
    ['AZUREML_RUN_ID', input.runId],
    ['AZUREML_RUN_TOKEN', input.token.token],
    ['AZUREML_RUN_TOKEN_EXPIRY', input.token.expiryTime.toISOString()],
    ['AZUREML_ARM_SUBSCRIPTION', scope.subscriptionId],
    ['AZUREML_ARM_RESOURCEGROUP', scope.resourceGroup],
    ['AZUREML_ARM_WORKSPACE_NAME', scope.workspaceName],
    ['AZUREML_ARM_PROJECT_NAME', scope.experimentName],
    ['AZUREML_EXPERIMENT_ID', input.experimentId],
    ['AZUREML_WORKSPACE_ID', input.workspaceId],
    ['AZUREML_SERVICE_ENDPOINT', input.serviceAddress],
    ['AZUREML_DISCOVERY_SERVICE_ENDPOINT', `${input.serviceAddress}/discovery`],
    ...mlflowVariables(input),
  ]);
}

/** None of ours where the definition says where MLflow is to log: that server knows no run of this service. */
function mlflowVariables(input: TrialEnvironmentInput): readonly (readonly [string, string])[] {
  if (input.ofDefinition.has('MLFLOW_TRACKING_URI')) return [];
  return [
    ['MLFLOW_TRACKING_URI', input.serviceAddress + mlflowPathOf(input.scope)],
    ['MLFLOW_TRACKING_TOKEN', input.token.token],
    ['MLFLOW_RUN_ID', input.runId],
    ['MLFLOW_EXPERIMENT_ID', input.experimentId],
  ];
}

/** The path of a workspace for MLflow's clients, as the server has it. */
function mlflowPathOf({ subscriptionId, resourceGroup, workspaceName }: ExperimentScope): string {
  const [subscription, group, workspace] = [subscriptionId, resourceGroup, workspaceName].map(encodeURIComponent);
  return `/mlflow/v2.0/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}`;
}
