/**
 * A value as a job carries it. Whole numbers are bigint; a number is one with a point, and keeps it: `1` is written `1.0`.
 * Python tells the two apart, and so do training scripts.
 */
export type JobValue = string | boolean | null | bigint | number | readonly JobValue[] | ReadonlyMap<string, JobValue>;

/** A hyperparameter's distribution with its arguments: `['uniform', [0.001, 0.1]]`, `['choice', [['a', 'b']]]`. */
export type JobExpression = readonly [type: string, args: readonly JobValue[]];

/** Where trials get their code from. */
export type JobCode =
  /** Files of this machine. An absolute path. */
  | { readonly kind: 'local'; readonly path: string }
  /** Code that the workspace has, by its ARM id. */
  | { readonly kind: 'reference'; readonly id: string };

/** What trials run in. */
export type JobEnvironment =
  /** As the service takes it: an ARM id, one of a registry, or a curated one. */
  | { readonly kind: 'reference'; readonly id: string }
  | { readonly kind: 'version'; readonly name: string; readonly version: string }
  | { readonly kind: 'latest'; readonly name: string }
  | JobInlineEnvironment;

/** An environment without a name, which the workspace keeps by what is in it. */
export interface JobInlineEnvironment {
  readonly kind: 'inline';
  readonly image: string;
  /** The conda file as PyYAML writes it, keys sorted: its hash is part of the environment's version. */
  readonly condaFile?: string | undefined;
  readonly osType?: string | undefined;
  readonly description?: string | undefined;
  readonly tags?: ReadonlyMap<string, JobValue> | undefined;
}

/** An input of a sweep's trials. */
export type JobInput =
  /** Text, numbers and booleans as the text that Python makes of them: `True`, `1.0`, `1e-07`. */
  { readonly kind: 'literal'; readonly value: string } | JobAssetInput;

/** Data or a model, by where it is. */
export interface JobAssetInput {
  readonly kind: 'asset';
  /** `uri_file`, `uri_folder`, `mltable`, `custom_model`, `mlflow_model`, `triton_model`. */
  readonly type: string;
  readonly source: JobInputSource;
  /** `download`, `ro_mount`, `direct`, `eval_mount`, `eval_download`. */
  readonly mode?: string | undefined;
}

/** Where data is. */
export type JobInputSource =
  /** Files of this machine, which are uploaded to a datastore. An absolute path. */
  | { readonly kind: 'local'; readonly path: string; readonly datastore: string }
  /** An address or an ARM id, as it is. */
  | { readonly kind: 'uri'; readonly uri: string }
  | { readonly kind: 'version'; readonly name: string; readonly version: string }
  | { readonly kind: 'latest'; readonly name: string };

/** An output of a sweep's trials. */
export interface JobOutput {
  readonly type: string;
  /** `rw_mount`, `mount`, `upload`, `direct`. */
  readonly mode?: string | undefined;
  readonly path?: string | undefined;
  readonly name?: string | undefined;
  readonly version?: string | undefined;
}

/** How the points are chosen. */
export interface JobSampling {
  readonly type: 'random' | 'grid' | 'bayesian';
  readonly rule?: 'random' | 'sobol' | undefined;
  readonly seed?: bigint | undefined;
  readonly logbase?: JobValue | undefined;
}

/** What ends trials early. Counts are whole numbers, as the service keeps them. */
export type JobPolicy = { readonly delayEvaluation: bigint; readonly evaluationInterval: bigint } & (
  | { readonly type: 'bandit'; readonly slackFactor: bigint | number; readonly slackAmount: bigint | number }
  | { readonly type: 'median_stopping' }
  | { readonly type: 'truncation_selection'; readonly truncationPercentage: bigint }
);

/** Bounds of a sweep; times in seconds, as the file has them. */
export interface JobLimits {
  readonly maxTotalTrials: bigint;
  readonly maxConcurrentTrials?: bigint | undefined;
  readonly timeoutSeconds?: bigint | undefined;
  readonly trialTimeoutSeconds?: bigint | undefined;
}

/** The machines of a trial. */
export interface JobResources {
  readonly instanceCount?: bigint | undefined;
  readonly instanceType?: string | undefined;
  readonly maxInstanceCount?: bigint | undefined;
  readonly locations?: readonly string[] | undefined;
  readonly properties: ReadonlyMap<string, JobValue>;
  readonly dockerArgs?: string | readonly string[] | undefined;
  readonly shmSize?: string | undefined;
}

/** How a trial spreads over processes and machines: `type` is `pytorch`, `mpi`, `tensorflow` or `ray`. */
export interface JobDistribution {
  readonly type: string;
  /** By their keys in the file, such as `process_count_per_instance`. */
  readonly settings: ReadonlyMap<string, JobValue>;
}

/** As whom trials run. */
export type JobIdentity =
  | { readonly type: 'user_identity' | 'aml_token' }
  | {
      readonly type: 'managed';
      readonly clientId?: string | undefined;
      readonly objectId?: string | undefined;
    };

/** How urgent a job is, where the workspace has queues. */
export interface JobQueueSettings {
  /** `spot`, `basic`, `standard`, `premium` or `null`. */
  readonly jobTier?: string | undefined;
  readonly priority?: 'low' | 'medium' | 'high' | undefined;
}

/** What one trial runs. */
export interface JobTrial {
  readonly command: string;
  readonly code?: JobCode | undefined;
  readonly environment: JobEnvironment;
  readonly environmentVariables: ReadonlyMap<string, JobValue>;
  readonly distribution?: JobDistribution | undefined;
  readonly resources?: JobResources | undefined;
}

/**
 * A sweep as a file of Azure ML's describes it, whole: with what the service needs to run it, and with numbers in their form. A
 * `HyperDriveConfig` is what all services have in common; this is what only one of them takes.
 */
export interface SweepJob {
  /** The job's id. Without one whoever submits makes one. */
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
  readonly experimentName: string;
  readonly description?: string | undefined;
  readonly tags: ReadonlyMap<string, string | null>;
  readonly properties: ReadonlyMap<string, string | null>;
  /** A name, or an ARM id. */
  readonly compute?: string | undefined;
  readonly trial: JobTrial;
  readonly inputs: ReadonlyMap<string, JobInput>;
  readonly outputs: ReadonlyMap<string, JobOutput>;
  readonly searchSpace: ReadonlyMap<string, JobExpression>;
  /** Without one the service chooses. */
  readonly sampling?: JobSampling | undefined;
  readonly policy?: JobPolicy | undefined;
  readonly objective: { readonly goal: 'minimize' | 'maximize'; readonly primaryMetric: string };
  readonly limits: JobLimits;
  readonly resources?: JobResources | undefined;
  readonly identity?: JobIdentity | undefined;
  readonly queueSettings?: JobQueueSettings | undefined;
}
