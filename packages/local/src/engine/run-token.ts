import type { RunKey } from '../storage/run-key.js';

/** A token for one trial: it may write only that run. */
export interface RunToken {
  readonly token: string;
  readonly expiryTime: Date;
}

/**
 * Gives a trial its token. The server implements it.
 * @param launchId the start that it is for, on another machine: given up, it takes the token with it
 */
export type IssueRunToken = (key: RunKey, launchId?: string) => RunToken | Promise<RunToken>;
