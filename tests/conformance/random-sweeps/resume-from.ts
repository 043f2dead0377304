import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { scope } from './scope.js';

/** The property of a sweep that was resumed from another one in the same experiment. */
export function resumeFrom(runId: string): ReadonlyMap<string, string> {
  const runScope = new Map([
    ['host', 'http://never-contacted.invalid'],
    ['subscription_id', scope.subscriptionId],
    ['resource_group', scope.resourceGroup],
    ['workspace_name', scope.workspaceName],
    ['experiment_name', scope.experimentName],
  ]);
  const key = new Map<string, JsonValue>([
    ['run_scope', runScope],
    ['run_id', runId],
  ]);
  return new Map([['resume_from', writeJson([key])]]);
}
