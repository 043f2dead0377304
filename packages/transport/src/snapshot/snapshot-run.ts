import type { Metric, RunDetails, RunRecord, RunScope } from '@hyperdrive-run/core';

/** A run with everything that a snapshot contains of it. */
export interface SnapshotRun {
  readonly record: RunRecord;
  /** What a request of its own brings; `undefined` where the service that it was taken from has no such thing. */
  readonly details?: Omit<RunDetails, 'run'> | undefined;
  /** The names of its files; `undefined` where the service keeps none. */
  readonly files?: readonly string[] | undefined;
}

/** Why what a run logged is not in the snapshot. */
export interface SnapshotFailure {
  readonly code: string;
  readonly message: string;
}

/** What a snapshot says, one thing after the other: the writer is given these, and the reader gives them back. */
export type SnapshotEntry =
  | { readonly kind: 'header'; readonly exportedFrom: string; readonly exportedTime: Date }
  | { readonly kind: 'sweep'; readonly runId: string; readonly scope: RunScope }
  | { readonly kind: 'run'; readonly run: SnapshotRun }
  /** A whole metric, or a part of a long one; parts of one metric follow in their order. */
  | { readonly kind: 'metric'; readonly runId: string; readonly metric: Metric }
  | { readonly kind: 'unreadable'; readonly runId: string; readonly failure: SnapshotFailure }
  /** A part of a file's content; the parts follow in their order. */
  | { readonly kind: 'file'; readonly runId: string; readonly name: string; readonly bytes: Uint8Array };
