import type { JsonValue } from '@hyperdrive-run/core';
import type { Operation } from './allowed-differences.js';

/** The flags of both clients; each run of the suite has them in all combinations. */
export interface Flags {
  readonly top: number;
  readonly reverse: boolean;
  readonly discardNoMetric: boolean;
  readonly includeFailed: boolean;
  readonly includeCanceled: boolean;
  readonly includeResumeFromRuns: boolean;
}

/** A client's answer to each question, in one form for both. */
export type Answers = Readonly<Record<Operation, () => Promise<JsonValue>>>;
