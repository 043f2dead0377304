import type { RunKey } from '../../../storage/run-key.js';

/** Where a call goes: the part of the request that does not say who asks. */
export interface TrialCall {
  readonly method: string;
  /** With its query, percent-encoded as it was sent. */
  readonly path: string;
  readonly contentType?: string | undefined;
  /** The id that the node chose for what the call makes. */
  readonly chosenId?: string | undefined;
  readonly body?: string | undefined;
  /** A file that contains the body, absolute, in place of `body`. */
  readonly file?: string | undefined;
}

/** What the service responds. */
export interface CallResult {
  readonly status: number;
  readonly text: string;
}

/** Makes a call of a trial's in its name, as if its script had made it. Rejects where the service cannot say. */
export type CallService = (run: RunKey, call: TrialCall) => Promise<CallResult>;
