import type { JsonObject } from '@hyperdrive-run/core/json';
import type { EngineContext } from '../engine-context.js';
import { followUntilKnown } from '../runners/follow-until-known.js';
import type { SubmittedTrial, TrialRefusal } from '../runners/trial-runner.js';
import { addressFor } from './next-start.js';
import type { Trial } from './trial.js';
import { type TrialState, trialStateToJson } from './trial-state.js';

/**
 * Has a trial prepared by its runner and hands it over. The handle is stored before: a trial that may have run is never
 * started again under the same id.
 * @param stored what is stored of this start
 * @param isWanted whether it is still to be started, once it is prepared
 * @param onSubmitted is called with the job and its handle in the same turn: whoever ends the trial meanwhile must reach it
 */
export async function submitTrial(
  context: EngineContext,
  { scope, runId, runner, point, definition, snapshot }: Trial,
  stored: TrialState,
  isWanted: () => boolean,
  onSubmitted: (job: SubmittedTrial, handle: JsonObject) => void,
): Promise<{ readonly kind: 'submitted'; readonly trial: SubmittedTrial } | TrialRefusal> {
  const { store } = context;
  const key = { scope, runId };
  const serviceAddress = addressFor(context, runner) ?? '';
  const prepared = await runner.prepare({
    ...key,
    point,
    definition,
    snapshot,
    token: await context.issueRunToken(key),
    serviceAddress,
    experimentId: context.experimentId(scope),
    workspaceId: context.workspaceId(scope),
    handle: stored.handle,
  });
  if (prepared.kind === 'refused') return prepared;
  if (!isWanted()) return { kind: 'refused', reason: 'it was ended before' };
  const { handle } = prepared;
  if (handle !== stored.handle || serviceAddress !== stored.serviceAddress) {
    const engineState = trialStateToJson({ runner: runner.name, handle, serviceAddress });
    store.changeRun(key, { status: 'Queued', engineState });
  }
  const find = () => runner.find(key, handle);
  const trial = followUntilKnown(prepared.start(), find, context.runnerWaitMs);
  onSubmitted(trial, handle);
  return { kind: 'submitted', trial };
}
