import type { RunFiles } from '../storage/run-files.js';
import type { ExperimentScope, WorkspaceScope } from '../storage/run-key.js';
import type { RunStore } from '../storage/run-store.js';
import type { IssueRunToken } from './run-token.js';
import type { TrialRunner } from './runners/trial-runner.js';

/** What every part of the engine works with. */
export interface EngineContext {
  readonly store: RunStore;
  readonly files: RunFiles;
  readonly runner: TrialRunner;
  readonly issueRunToken: IssueRunToken;
  /** Where trials reach the service; `undefined` while it does not listen. */
  readonly serviceAddress: () => string | undefined;
  readonly experimentId: (scope: ExperimentScope) => string;
  readonly workspaceId: (scope: WorkspaceScope) => string;
  /** The environment that trials inherit. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Files and folders that are never part of a sweep's code, such as the service's own folder. */
  readonly excludeFromCode: readonly string[];
  readonly now: () => Date;
}
