import type { RunStatus } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import type { Operation } from './operations.js';

/** What both clients are asked with; each run of the suite has the flags in all combinations. */
export interface Flags {
  readonly top: number;
  readonly reverse: boolean;
  readonly discardNoMetric: boolean;
  readonly includeFailed: boolean;
  readonly includeCanceled: boolean;
  readonly includeResumeFromRuns: boolean;
  /** Which children are listed, where only those of one status are. */
  readonly status: RunStatus;
}

/** A client's answer to each question, in one form for both. */
export type Answers = Readonly<Record<Operation, () => Promise<JsonValue>>>;
