import type { JsonValue } from '@hyperdrive-run/core/json';
import { type ExperimentScope, experimentIdOf, type StartedLocalService, workspaceIdOf } from '@hyperdrive-run/local';
import type { PythonWorker } from './python-worker.js';

/** The real Python class on one sweep. Each answer is what it answered; what it raised is thrown. */
export type AskPython = (op: string, args?: Readonly<Record<string, unknown>>) => Promise<JsonValue>;

/** Opens a sweep of a local service with the real Python class, over HTTP. */
export async function openInPython(
  worker: PythonWorker,
  service: Pick<StartedLocalService, 'address' | 'token'>,
  scope: ExperimentScope,
  runId: string,
): Promise<AskPython> {
  const ask: AskPython = async (op, args = {}) => {
    const answer = await worker.ask(op, args);
    if (!answer.ok) throw new Error(`Python answered ${op} with ${answer.type}: ${answer.message}`);
    return answer.value;
  };
  const handle = await ask('open', toOpen(service, scope, runId));
  return (op, args) => ask(op, { handle, ...args });
}

/** What the worker's operation `open` takes. */
export function toOpen(
  { address, token }: Pick<StartedLocalService, 'address' | 'token'>,
  scope: ExperimentScope,
  runId: string,
): Readonly<Record<string, unknown>> {
  return {
    address,
    token,
    subscription: scope.subscriptionId,
    group: scope.resourceGroup,
    workspace: scope.workspaceName,
    workspaceId: workspaceIdOf(scope),
    experiment: scope.experimentName,
    experimentId: experimentIdOf(scope),
    runId,
  };
}
