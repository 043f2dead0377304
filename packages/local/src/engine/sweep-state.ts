import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core';

/** What the engine remembers of a sweep's parent run, so that another process can carry on with it. */
export interface SweepState {
  /** The seed of the sampling: the user's, or one that was drawn for this sweep. */
  readonly seed: number;
  /** When the sweep is to end at the latest, in milliseconds since 1970. */
  readonly deadline: number;
  /** The config as it was submitted. */
  readonly config: JsonObject;
  /** Where the code lies in the sweep's snapshot of it; there once the snapshot is complete. */
  readonly codePath?: string | undefined;
  /** Since when the sweep is paused, in milliseconds since 1970. Meanwhile its deadline stands still. */
  readonly pausedAt?: number | undefined;
}

/** What the engine remembers of a trial. */
export interface TrialState {
  /** The trial's process, once it was started. */
  readonly processId?: number | undefined;
  /** When the system started that process, in its own count: tells it apart from a later one of the same number. */
  readonly startTicks?: number | undefined;
}

export function sweepStateToJson(state: SweepState): JsonObject {
  return new Map<string, JsonValue>([
    ['kind', 'sweep'],
    ['seed', state.seed],
    ['deadline', state.deadline],
    ['config', state.config],
    ['codePath', state.codePath ?? null],
    ['pausedAt', state.pausedAt ?? null],
  ]);
}

/** @returns `undefined` where the run is no sweep of this engine */
export function sweepStateFromJson(json: JsonObject | undefined): SweepState | undefined {
  const [seed, deadline, config] = [json?.get('seed'), json?.get('deadline'), json?.get('config')];
  if (json?.get('kind') !== 'sweep' || typeof seed !== 'number' || typeof deadline !== 'number') return undefined;
  const [codePath, pausedAt] = [json.get('codePath'), json.get('pausedAt')];
  if (!isJsonObject(config)) return undefined;
  return {
    seed,
    deadline,
    config,
    codePath: typeof codePath === 'string' ? codePath : undefined,
    pausedAt: typeof pausedAt === 'number' ? pausedAt : undefined,
  };
}

export function trialStateToJson(state: TrialState): JsonObject {
  return new Map<string, JsonValue>([
    ['kind', 'trial'],
    ['processId', state.processId ?? null],
    ['startTicks', state.startTicks ?? null],
  ]);
}

export function trialStateFromJson(json: JsonObject | undefined): TrialState {
  const [processId, startTicks] = [json?.get('processId'), json?.get('startTicks')];
  return {
    processId: typeof processId === 'number' ? processId : undefined,
    startTicks: typeof startTicks === 'number' ? startTicks : undefined,
  };
}
