import type {
  IntermediateValue,
  OptunaState,
  OptunaStudy,
  OptunaTrial,
  RankedTrial,
  StudySummary,
} from './model/optuna-model.js';

/** A storage at one moment. Nothing in it waits: what is read in one look is of one state of the storage. */
export interface OptunaLook {
  /** All studies, in the order in which they were made. */
  listStudies(): readonly OptunaStudy[];
  /** What is known of a study's trials without reading each. */
  summarize(study: OptunaStudy): StudySummary;
  /** How many trials of a study have each state. */
  countStates(study: OptunaStudy): ReadonlyMap<OptunaState, number>;
  /**
   * The completed trials that meet their constraints, the best by an objective first, of equal values the lowest number first;
   * at most `top`, and all that have the value of the last of these.
   */
  rankTrials(study: OptunaStudy, ranking: TrialRanking): readonly RankedTrial[];
  /** Trials in order of their number: all, or those with some numbers. */
  readTrials(study: OptunaStudy, numbers?: readonly number[]): readonly OptunaTrial[];
  /** The values alone of trials in order of their number: of all, or of those with some numbers. */
  readValues(study: OptunaStudy, numbers?: readonly number[]): readonly TrialValues[];
  /** What the trials of a study reported, by trial id, each in order of steps: of all, or of those with some ids. */
  readIntermediates(
    study: OptunaStudy,
    trialIds?: readonly number[],
  ): ReadonlyMap<number, readonly IntermediateValue[]>;
}

/** A trial's values. */
export type TrialValues = Pick<OptunaTrial, 'id' | 'number' | 'state' | 'complete' | 'values'>;

/** Which trials come first. */
export interface TrialRanking {
  /** The position of the objective. */
  readonly objective: number;
  readonly goal: 'maximize' | 'minimize';
  /** How many, at least 1. */
  readonly top: number;
}

/** A storage that can be looked at again and again. */
export interface OptunaStorage {
  readonly path: string;
  /**
   * Looks at the storage as it is now.
   * @param read is not waited for, and must not keep the look
   * @throws StoreError where the storage cannot be read
   */
  look<T>(read: (look: OptunaLook) => T, options: { readonly signal?: AbortSignal | undefined }): Promise<T>;
}
