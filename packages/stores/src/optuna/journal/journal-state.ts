import type { JsonValue } from '@hyperdrive-run/core/json';
import type { OptunaDistribution } from '../model/distribution.js';
import type { OptunaDirection, OptunaState, OptunaStudy } from '../model/optuna-model.js';

/** A study as a replay builds it. */
export interface JournalStudy extends OptunaStudy {
  readonly directions: readonly OptunaDirection[];
  readonly userAttributes: Map<string, JsonValue>;
  readonly systemAttributes: Map<string, JsonValue>;
  /** In order of their number. */
  readonly trials: JournalTrial[];
  /** The distribution that each parameter had first: later ones must be compatible with it. */
  readonly distributions: Map<string, OptunaDistribution>;
}

/** A trial as a replay builds it. */
export interface JournalTrial {
  readonly id: number;
  readonly number: number;
  readonly study: JournalStudy;
  state: OptunaState;
  start: Date | undefined;
  complete: Date | undefined;
  values: readonly number[];
  readonly parameters: Map<string, JsonValue>;
  readonly ownDistributions: Map<string, OptunaDistribution>;
  readonly userAttributes: Map<string, JsonValue>;
  readonly systemAttributes: Map<string, JsonValue>;
  readonly intermediates: Map<number, number>;
}

/** All that a journal says so far. */
export interface JournalState {
  /** By id, which is the position among all that were ever made; deleted ones are `undefined`. */
  readonly studies: (JournalStudy | undefined)[];
  /** By id, which is the position among the trials of all studies; those of deleted studies stay, and count. */
  readonly trials: JournalTrial[];
}
