// What an adapter implements, so that a sweep can be opened wherever it ran.

export type { CallOptions } from './ports/abort-signal.js';
export type { JobSubmission, UploadNotice, UploadProgress } from './ports/job-submission.js';
export type { ContentHash, LocalFile, LocalFiles, LocalTree } from './ports/local-files.js';
export type {
  CountChildRunsOptions,
  GetLeadingChildrenOptions,
  GetMetricReadingsOptions,
  GetMetricsOptions,
  GetRunDetailsOptions,
  LeadingChild,
  LeadingChildren,
  ListChildRunsOptions,
  ListSweepsOptions,
  RunChanges,
  RunDefinition,
  RunMetricsResult,
  RunReadingResult,
  SweepBackend,
} from './ports/sweep-backend.js';
export type { CopiedMetric, CopyLoss, RunDescription, RunToCopy, SweepCopyTarget } from './ports/sweep-copy-target.js';
export type {
  JobAssetInput,
  JobCode,
  JobDistribution,
  JobEnvironment,
  JobExpression,
  JobIdentity,
  JobInlineEnvironment,
  JobInput,
  JobInputSource,
  JobLimits,
  JobOutput,
  JobPolicy,
  JobQueueSettings,
  JobResources,
  JobSampling,
  JobTrial,
  JobValue,
  SweepJob,
} from './ports/sweep-job.js';
export type { PlacementKey, SweepTarget } from './ports/sweep-target.js';
export type { LoggedRow, TrainingBackend } from './ports/training-backend.js';
