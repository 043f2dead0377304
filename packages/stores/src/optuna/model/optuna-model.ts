import type { JsonValue } from '@hyperdrive-run/core/json';
import type { OptunaDistribution } from './distribution.js';

/** What Optuna calls the states of a trial, as its SQLite storages write them. */
export type OptunaState = 'RUNNING' | 'WAITING' | 'COMPLETE' | 'PRUNED' | 'FAIL';

/** Which end of an objective's values is the better one; `NOT_SET` in storages of other libraries. */
export type OptunaDirection = 'NOT_SET' | 'MINIMIZE' | 'MAXIMIZE';

/** Attributes as Optuna keeps them: any JSON value by name. */
export type OptunaAttributes = ReadonlyMap<string, JsonValue>;

/** A study without its trials. */
export interface OptunaStudy {
  /** Unique in the storage only. */
  readonly id: number;
  readonly name: string;
  /** One an objective; at least one. */
  readonly directions: readonly OptunaDirection[];
  readonly userAttributes: OptunaAttributes;
  readonly systemAttributes: OptunaAttributes;
}

/** A trial without the values that it reported on the way. */
export interface OptunaTrial {
  /** Unique over all studies of the storage. */
  readonly id: number;
  /** From 0 within its study. */
  readonly number: number;
  readonly state: OptunaState;
  readonly start: Date | undefined;
  readonly complete: Date | undefined;
  /** The value of each objective; empty where the trial has none. */
  readonly values: readonly number[];
  readonly parameters: ReadonlyMap<string, JsonValue>;
  readonly userAttributes: OptunaAttributes;
  readonly systemAttributes: OptunaAttributes;
}

/** A value that a trial reported. */
export interface IntermediateValue {
  readonly step: number;
  readonly value: number;
}

/** A trial that may be its study's best one, or one of its best. */
export interface RankedTrial {
  readonly id: number;
  readonly number: number;
  readonly value: number;
}

/** What is known of all trials of a study, without reading each. */
export interface StudySummary {
  /** How many trials have each state. */
  readonly states: ReadonlyMap<OptunaState, number>;
  /** The start of the first trial that has one. */
  readonly firstStart: Date | undefined;
  /** The end of the last trial that has one. */
  readonly lastComplete: Date | undefined;
  /** Each distribution that a parameter had in any trial, by the parameter's name. */
  readonly distributions: ReadonlyMap<string, readonly OptunaDistribution[]>;
}
