import type { RunToken } from '../run-token.js';
import type { TrialJob } from '../runners/trial-runner.js';

/** What a trial needs to know of itself and of the service. */
export interface RunVariablesInput
  extends Pick<TrialJob, 'scope' | 'runId' | 'token' | 'serviceAddress' | 'experimentId' | 'workspaceId'> {
  /** The variables of the sweep's definition. */
  readonly ofDefinition: ReadonlyMap<string, string>;
}

/** The variables that name a trial's run to azureml-core's client and to MLflow's, on whichever machine it runs. */
export function runVariables(input: RunVariablesInput): readonly (readonly [string, string])[] {
  return [...runPlaceVariables(input), ...tokenValues(input.token, tokenNames(input))];
}

/** {@link runVariables} without the run's token. */
export function runPlaceVariables(input: Omit<RunVariablesInput, 'token'>): readonly (readonly [string, string])[] {
  const { scope } = input;
  return [
    ['AZUREML_RUN_ID', input.runId],
    ['AZUREML_ARM_SUBSCRIPTION', scope.subscriptionId],
    ['AZUREML_ARM_RESOURCEGROUP', scope.resourceGroup],
    ['AZUREML_ARM_WORKSPACE_NAME', scope.workspaceName],
    ['AZUREML_ARM_PROJECT_NAME', scope.experimentName],
    ['AZUREML_EXPERIMENT_ID', input.experimentId],
    ['AZUREML_WORKSPACE_ID', input.workspaceId],
    ['AZUREML_SERVICE_ENDPOINT', input.serviceAddress],
    ['AZUREML_DISCOVERY_SERVICE_ENDPOINT', `${input.serviceAddress}/discovery`],
    ...mlflowVariables(input),
  ];
}

/** None of ours where the definition says where MLflow is to log: that server knows no run of this service. */
function mlflowVariables(input: Omit<RunVariablesInput, 'token'>): readonly (readonly [string, string])[] {
  if (!logsHere(input)) return [];
  return [
    ['MLFLOW_TRACKING_URI', input.serviceAddress + mlflowPathOf(input.scope)],
    ['MLFLOW_RUN_ID', input.runId],
    ['MLFLOW_EXPERIMENT_ID', input.experimentId],
  ];
}

/** The names of the variables that get the run's token. */
export function tokenNames(input: Pick<RunVariablesInput, 'ofDefinition'>): readonly string[] {
  return ['AZUREML_RUN_TOKEN', ...(logsHere(input) ? ['MLFLOW_TRACKING_TOKEN'] : [])];
}

/** What these variables contain, and the one that says until when the token is valid. */
export function tokenValues({ token, expiryTime }: RunToken, names: readonly string[]): ReadonlyMap<string, string> {
  return new Map([
    ...names.map((name): [string, string] => [name, token]),
    ['AZUREML_RUN_TOKEN_EXPIRY', expiryTime.toISOString()],
  ]);
}

function logsHere({ ofDefinition }: Pick<RunVariablesInput, 'ofDefinition'>): boolean {
  return !ofDefinition.has('MLFLOW_TRACKING_URI');
}

/** The path of a workspace for MLflow's clients, as the server has it. */
function mlflowPathOf({ subscriptionId, resourceGroup, workspaceName }: TrialJob['scope']): string {
  const [subscription, group, workspace] = [subscriptionId, resourceGroup, workspaceName].map(encodeURIComponent);
  return `/mlflow/v2.0/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}`;
}
