import { randomInt, randomUUID } from 'node:crypto';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import type { EngineContext } from '../engine-context.js';
import { createSweepSampler } from '../points/sweep-sampler.js';
import { openSweepLog } from '../sweep/sweep-log.js';
import { type SweepState, sweepStateToJson } from '../sweep/sweep-state.js';
import { newSweepProperties, newSweepTags } from '../sweep/sweep-tags.js';
import type { SubmitSweepRequest } from '../sweep-engine.js';

/**
 * Stores the parent run of a new sweep, and what the engine must remember of it. The run's `target` is the name of the
 * runner, by which that is found again.
 * @throws BackendError with code `refused` where a run of that id exists
 */
export function storeSweep(
  context: EngineContext,
  request: SubmitSweepRequest,
  {
    serviceAddress,
    warmStartPoints,
    runner,
  }: { readonly serviceAddress: string; readonly runner: string } & Pick<SweepState, 'warmStartPoints'>,
): { readonly run: StoredRun; readonly state: SweepState } {
  const { store } = context;
  const runId = request.runId ?? `HD_${randomUUID()}`;
  const key = { scope: request.scope, runId };
  const state: SweepState = {
    seed: seedOf(request.config) ?? randomInt(2 ** 32),
    deadline: Date.now() + request.config.maxDurationSeconds * 1000,
    config: request.rawConfig,
    warmStartPoints,
  };
  const { config, rawConfig } = request;
  const { plannedTrials } = createSweepSampler(store, { scope: request.scope, config, state });
  const newSweep = { ...key, config, rawConfig, serviceAddress, plannedTrials };
  const run = store.transaction(() => {
    const created = store.createRun({
      ...key,
      runType: 'hyperdrive',
      status: 'NotStarted',
      target: runner,
      displayName: request.displayName,
      description: request.description,
      createdBy: request.user,
      createdTime: context.now(),
      tags: new Map([...(request.tags ?? []), ...newSweepTags(newSweep)]),
      properties: newSweepProperties(newSweep),
      runDefinition: request.config.platformConfig?.get('Definition'),
    });
    store.setEngineState(key, sweepStateToJson(state));
    return created;
  });
  const log = openSweepLog(context.files.folderOf(key), context.now);
  log('API', `Experiment created: ${request.config.hyperparameterSampling.name}, seed ${state.seed}`);
  return { run, state };
}

function seedOf({ hyperparameterSampling: sampling }: HyperDriveConfig): number | undefined {
  return sampling.kind === 'random' || sampling.kind === 'bayesian' ? sampling.seed : undefined;
}
