import type { Observation } from '@hyperdrive-run/sampling';

/** What makes one list of observations another, later one. */
export interface ObservationChanges {
  readonly length: number;
  /** Those that are new or differ, with their places. */
  readonly changed: readonly (readonly [index: number, observation: Observation])[];
}

/** Finds what changed, so that of a long sweep only the few trials are copied that something happened to. */
export function findChanges(before: readonly Observation[], now: readonly Observation[]): ObservationChanges {
  const changed = [...now.entries()].filter(([index, observation]) => !isSame(before[index], observation));
  return { length: now.length, changed };
}

/** Turns the list that `findChanges` was called with first into the other one. */
export function applyChanges(observations: Observation[], { length, changed }: ObservationChanges): void {
  for (const [index, observation] of changed) observations[index] = observation;
  observations.length = length;
}

function isSame(one: Observation | undefined, other: Observation): boolean {
  return one?.point === other.point && one.ended === other.ended && Object.is(one.value, other.value);
}
