import type { RunFiles } from '../storage/files/run-files.js';
import type { ExperimentScope, WorkspaceScope } from '../storage/run-key.js';
import type { RunStore } from '../storage/run-store.js';
import type { SamplerThread } from './points/thread/sampler-thread.js';
import type { IssueRunToken } from './run-token.js';
import type { TrialRunner } from './runners/trial-runner.js';

/** What every part of the engine works with. */
export interface EngineContext {
  readonly store: RunStore;
  readonly files: RunFiles;
  /** Where trials can run; the first where a sweep names no compute. */
  readonly runners: () => readonly TrialRunner[];
  /** How long to wait before a runner that failed, or did not know, is asked again, in ms; longer each time. */
  readonly runnerWaitMs: number;
  readonly issueRunToken: IssueRunToken;
  /** Where trials reach the service; `undefined` while it does not listen. */
  readonly serviceAddress: () => string | undefined;
  readonly experimentId: (scope: ExperimentScope) => string;
  readonly workspaceId: (scope: WorkspaceScope) => string;
  /** Files and folders that are never part of a sweep's code, such as the service's own folder. */
  readonly excludeFromCode: readonly string[];
  readonly now: () => Date;
  /** Where points are chosen that take long; `undefined`: in the service's own thread, which responds to nothing meanwhile. */
  readonly samplerThread: SamplerThread | undefined;
}
