/** When a service of the chaos test dies. */
export interface KillPlan {
  /**
   * The point of a transaction. `during-commit` is a little after COMMIT was given, from another thread; `timer` is
   * wherever it is some time after its start, which the test does from outside.
   */
  readonly moment: 'begun' | 'before-commit' | 'during-commit' | 'after-commit' | 'timer';
  /** At which transaction since the start, from 1. */
  readonly transaction: number;
  /** How long after the point, in milliseconds. */
  readonly delayMs: number;
}

/** What a service process of the chaos test is told. */
export interface ServiceProcessOptions {
  readonly folder: string;
  readonly kill?: KillPlan | undefined;
}
