import type { Metric } from '../metrics/metric.js';
import type { RunStatus } from '../runs/run-status.js';
import type { CallOptions } from './abort-signal.js';

/** What a place could not keep of a run that was copied there. */
export interface CopyLoss {
  /** What it was, in a few words, such as `text in metrics`. The same words for the same kind of loss. */
  readonly what: string;
  /** The run's id where it was copied from. */
  readonly runId: string;
  /** The name of the metric, tag or parameter, where it has one. */
  readonly name?: string | undefined;
  /** How many values or entries. */
  readonly count: number;
}

/** A run that is to be made where it is copied to. */
export interface RunToCopy {
  /** The run, as it is known for good: the same for the same run however often it is copied. */
  readonly sourceKey: string;
  /** The sweep that it belongs to, known in the same way. */
  readonly sweepKey: string;
  /** The id of the copy of its parent, where that exists already. */
  readonly parentId?: string | undefined;
  readonly name?: string | undefined;
  readonly startTime: Date;
}

/** What a copied run is to say of itself. Ids in it are those of the copies. */
export interface RunDescription {
  readonly runId: string;
  readonly parentId?: string | undefined;
  readonly status: RunStatus;
  readonly endTime?: Date | undefined;
  readonly description?: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
  readonly properties: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, string>;
}

/** What came of logging a metric. */
export interface CopiedMetric {
  /** Points that were written. */
  readonly logged: number;
  /** Points that were there already. */
  readonly known: number;
  readonly losses: readonly CopyLoss[];
}

/** A place that runs of other places are copied to. It reports what it cannot keep, and never changes it silently. */
export interface SweepCopyTarget {
  /** A name for messages, such as `MLflow`. */
  readonly displayName: string;
  /** The runs of a sweep that were copied before: their keys with the ids of their copies. */
  findCopies(sweepKey: string, options?: CallOptions): Promise<ReadonlyMap<string, string>>;
  /** Makes a run and returns its id. Never repeated by itself: `findCopies` finds out whether a request whose response was lost made one. */
  createRun(run: RunToCopy, options?: CallOptions): Promise<string>;
  /**
   * Logs what of a run's metrics is not copied yet.
   * @param sourceId the run's own id, for what is lost
   */
  logMetrics(
    copyId: string,
    sourceId: string,
    metrics: Iterable<Metric>,
    options: CallOptions & {
      /** Whether the run was copied before, so that some of it may be there. */
      readonly isKnown: boolean;
      /** When the run began: the time of points that have none. */
      readonly startTime: Date;
    },
  ): Promise<CopiedMetric>;
  /** Writes what a run says of itself, and how it ended. Safe to repeat. */
  describeRun(copyId: string, description: RunDescription, options?: CallOptions): Promise<readonly CopyLoss[]>;
}
