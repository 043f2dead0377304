import type { RunRecord, RunStatus, TrialOutcome } from '@hyperdrive-run/core';
import { isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { toTagText, writeExactly } from '../model/exact-text.js';
import { isFeasible } from '../model/feasibility.js';
import type { OptunaAttributes, OptunaState, OptunaTrial } from '../model/optuna-model.js';
import type { StudyMetrics } from './metric-names.js';
import { trialId } from './study-ids.js';

const statuses: Readonly<Record<OptunaState, RunStatus>> = {
  RUNNING: 'Running',
  WAITING: 'Queued',
  COMPLETE: 'Completed',
  PRUNED: 'Canceled',
  FAIL: 'Failed',
};

const outcomes: Readonly<Record<OptunaState, TrialOutcome | undefined>> = {
  RUNNING: undefined,
  WAITING: undefined,
  COMPLETE: 'completed',
  PRUNED: 'pruned',
  FAIL: 'failed',
};

/** The status of a run whose trial has a state. */
export function toStatus(state: OptunaState): RunStatus {
  return statuses[state];
}

/** Where every reader of sweeps looks for a child's hyperparameters. */
const hyperparametersTag = 'hyperparameters';

/** The sweep that a trial belongs to, as far as its record says it. */
export interface SweepOfTrial extends StudyMetrics {
  readonly sweepId: string;
  readonly experimentName: string;
}

/**
 * A trial as a child run. Its user attributes are tags, its system attributes properties, both as text; its parameters are in the tag
 * `hyperparameters`, and a user attribute of that name is kept as `user_attrs.hyperparameters`.
 */
export function toTrialRecord(trial: OptunaTrial, { sweepId, experimentName, objectives }: SweepOfTrial): RunRecord {
  const { number, state, systemAttributes, start, complete } = trial;
  let tags: ReadonlyMap<string, string> | undefined;
  return {
    runId: trialId(sweepId, number),
    status: statuses[state],
    parentRunId: sweepId,
    rootRunId: sweepId,
    experimentName,
    runType: 'optuna.trial',
    number,
    hidden: false,
    // Most readers never look at them, and text is what takes longest to make. An own property: copies of the record have it.
    get tags() {
      tags ??= tagsOf(trial);
      return tags;
    },
    properties: toTexts(systemAttributes),
    createdTime: start,
    startTime: start,
    endTime: complete,
    warnings: [],
    cancellationReason: state === 'PRUNED' ? 'Optuna pruned the trial.' : undefined,
    searchTrial: { outcome: outcomeOf(trial), goals: objectives.map(({ goal }) => goal) },
  };
}

function outcomeOf({ state, systemAttributes }: OptunaTrial): TrialOutcome | undefined {
  return state === 'COMPLETE' && !isFeasible(systemAttributes) ? 'infeasible' : outcomes[state];
}

function tagsOf({ userAttributes, ...trial }: OptunaTrial): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  const parameters = parametersOf(trial);
  if (parameters.size > 0) tags.set(hyperparametersTag, writeExactly(parameters));
  for (const [name, value] of userAttributes) {
    tags.set(name === hyperparametersTag ? `user_attrs.${name}` : name, toTagText(value));
  }
  return tags;
}

/** A queued trial has no parameters yet, but those that it was queued with. */
function parametersOf({
  state,
  parameters,
  systemAttributes,
}: Pick<OptunaTrial, 'state' | 'parameters' | 'systemAttributes'>): ReadonlyMap<string, JsonValue> {
  const fixed = state === 'WAITING' && parameters.size === 0 ? systemAttributes.get('fixed_params') : undefined;
  return isJsonObject(fixed) ? fixed : parameters;
}

const noTexts: ReadonlyMap<string, string> = new Map();

/** Attributes as texts. */
export function toTexts(attributes: OptunaAttributes): ReadonlyMap<string, string> {
  if (attributes.size === 0) return noTexts;
  return new Map([...attributes].map(([name, value]) => [name, toTagText(value)]));
}
