import { placementProperty } from '@hyperdrive-run/core/internal';
import { writeJson } from '@hyperdrive-run/core/json';
import type { SampledPoint } from '@hyperdrive-run/sampling';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import type { EngineContext } from '../engine-context.js';
import type { Sweep } from '../sweep/sweep.js';
import { sweepTag, trialRunId, trialTag } from '../sweep/sweep-tags.js';
import { nextStart } from './next-start.js';
import { trialRunDefinition } from './run-definition.js';
import type { StoredTrial } from './stored-trial.js';
import { trialStateToJson } from './trial-state.js';

/**
 * Why a trial has the point that it has.
 * - `sampled`: the sampling chose it
 * - `resumed`: a trial of an earlier sweep had it (`resume_child_runs`)
 * - `retry`: a trial of this sweep had it that failed
 */
export type TrialOrigin =
  | { readonly kind: 'sampled' }
  | { readonly kind: 'resumed'; readonly from: string }
  | { readonly kind: 'retry'; readonly of: string };

/** The property of a trial that names the one it retries. Its tag `retry_of` says the same, for people and filters. */
export const retryProperty = 'hyperdrive.retry_of';

/** The trial that a run retries; `undefined` where it retries none. */
export function retriedBy({ properties }: Pick<StoredRun, 'properties'>): string | undefined {
  return properties.get(retryProperty);
}

/** Stores the run of a new trial, and what its sweep says of it: all of it or nothing. */
export function storeTrial(
  context: EngineContext,
  sweep: Pick<Sweep, 'scope' | 'runId' | 'createdBy' | 'definition' | 'runner'>,
  trial: {
    readonly number: number;
    readonly point: SampledPoint;
    readonly origin: TrialOrigin;
    /** Whether it is started at once: one commit less than where it is Preparing only then. */
    readonly isPreparing?: boolean | undefined;
  },
): StoredTrial {
  const { number, point, origin, isPreparing = false } = trial;
  const { store } = context;
  const runId = trialRunId(sweep.runId, number);
  const key = { scope: sweep.scope, runId };
  const labels = labelsOf(origin);
  const start = isPreparing ? nextStart(context, sweep.runner) : undefined;
  store.transaction(() => {
    store.addRun({
      ...key,
      parentRunId: sweep.runId,
      runType: 'azureml.scriptrun',
      status: isPreparing ? 'Preparing' : 'NotStarted',
      target: sweep.runner.name,
      tags: new Map([['hyperparameters', writeJson(point)], ...labels.tags]),
      properties: new Map([[placementProperty.compute, sweep.runner.name], ...labels.properties]),
      createdBy: sweep.createdBy,
      engineState: trialStateToJson(start ?? {}),
      runDefinition: trialRunDefinition({ point, definition: sweep.definition }, sweep.runner.name),
    });
    store.changeRun(sweep, {
      setTags: new Map([
        [trialTag(sweep.runId, number), writeJson(point)],
        [sweepTag.samplesGenerated, String(number + 1)],
      ]),
    });
  });
  return { number, runId, point, status: undefined, nextStart: start };
}

type Labels = readonly (readonly [string, string])[];

function labelsOf(origin: TrialOrigin): { readonly tags: Labels; readonly properties: Labels } {
  switch (origin.kind) {
    case 'retry':
      return { tags: [['retry_of', origin.of]], properties: [[retryProperty, origin.of]] };
    case 'resumed':
      return { tags: [['resumed_from', origin.from]], properties: [] };
    default:
      return { tags: [], properties: [] };
  }
}
