import { InvalidArgumentError, type RunScope } from '@hyperdrive-run/core';
import { pathSegment } from '../../http/requests/path-segment.js';

/** Where runs live on Azure ML: a workspace, and the experiment where one is chosen. */
export interface AzureMlScope {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspaceName: string;
  readonly experimentName: string | undefined;
}

const provider = 'providers/Microsoft.MachineLearningServices';

function required(scope: RunScope, name: 'subscriptionId' | 'resourceGroup' | 'workspaceName'): string {
  const value = scope[name];
  if (typeof value !== 'string' || value === '') {
    throw new InvalidArgumentError({ option: `scope.${name}`, got: value, takes: 'a non-empty string' });
  }
  return value;
}

/** @throws InvalidArgumentError where subscription, resource group or workspace are missing or empty */
export function toAzureMlScope(scope: RunScope): AzureMlScope {
  const { experimentName } = scope;
  if (experimentName !== undefined && (typeof experimentName !== 'string' || experimentName === '')) {
    throw new InvalidArgumentError({
      option: 'scope.experimentName',
      got: experimentName,
      takes: 'a non-empty string',
    });
  }
  return {
    subscriptionId: required(scope, 'subscriptionId'),
    resourceGroup: required(scope, 'resourceGroup'),
    workspaceName: required(scope, 'workspaceName'),
    experimentName,
  };
}

/** The path of a workspace, percent-encoded, without a slash at either end. */
export function workspacePath(scope: AzureMlScope): string {
  const subscription = pathSegment(scope.subscriptionId, 'scope.subscriptionId');
  const group = pathSegment(scope.resourceGroup, 'scope.resourceGroup');
  const workspace = pathSegment(scope.workspaceName, 'scope.workspaceName');
  return `subscriptions/${subscription}/resourceGroups/${group}/${provider}/workspaces/${workspace}`;
}

/** The path of an experiment by its name, percent-encoded, without a slash at either end. */
export function experimentPath(scope: AzureMlScope, experimentName: string): string {
  return `${workspacePath(scope)}/experiments/${pathSegment(experimentName, 'scope.experimentName')}`;
}

/** The path of an experiment by the id that its runs carry. */
export function experimentIdPath(scope: AzureMlScope, experimentId: string): string {
  return `${workspacePath(scope)}/experimentids/${pathSegment(experimentId, 'experimentId')}`;
}

/**
 * The experiment as one path segment: the hyperdrive service takes its scope with the slashes encoded, as its own
 * client sends it. What is encoded is the plain text, once.
 */
export function experimentSegment(scope: AzureMlScope, experimentName: string): string {
  return pathSegment(armScope(scope, experimentName), 'scope');
}

/** The experiment's path as plain text, as configs carry it. */
export function armScope(scope: AzureMlScope, experimentName: string): string {
  return `${workspaceScope(scope)}/experiments/${experimentName}`;
}

/** The workspace's path as plain text, without a slash at either end: with one before it, its id in Azure Resource Manager. */
export function workspaceScope({ subscriptionId, resourceGroup, workspaceName }: AzureMlScope): string {
  return `subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/${provider}/workspaces/${workspaceName}`;
}
