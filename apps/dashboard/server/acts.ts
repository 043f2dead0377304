import type { Act } from '../api/session-info.js';

/** How a call is ended early. */
export interface ActOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * What the page may do beside looking. What is not given is not offered: a backend that cannot pause has no `pause`. Each
 * takes the id of a sweep; `cancel` and `retry` also that of one trial. They reject with an error of core's family.
 */
export type DashboardActs = {
  readonly [Name in Act]?: ((runId: string, options: ActOptions) => Promise<unknown>) | undefined;
};
