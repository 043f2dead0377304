import type { RunScope } from '../../runs/run-scope.js';

/** Where an earlier sweep lives, as a run key names it. */
export interface RunKeyScope extends RunScope {
  /** The service's address as it was then. It is carried along and never contacted. */
  readonly host?: string | undefined;
}

/** Names a run of an earlier sweep for a warm start. */
export interface RunKey {
  readonly runScope: RunKeyScope;
  readonly runId: string;
}

/** How many earlier sweeps one sweep can resume. */
export const maxResumedSweeps = 5;
