import type { Metric, RunDetails, RunRecord } from '@hyperdrive-run/core';
import type { CallOptions, SweepBackend } from '@hyperdrive-run/core/ports';

/**
 * A store of another tool, as far as it can be asked: what is different from one tool to the next. The rest of a
 * backend is `createStoreBackend`. Each call looks at the disk anew, so that a sweep that is being written can be watched.
 */
export interface StoreSource extends Pick<SweepBackend, 'getMetricReadings' | 'getLeadingChildren' | 'countChildRuns'> {
  /** A name for messages, such as `An Optuna storage`. */
  readonly displayName: string;
  /** The experiment that all runs of the store belong to. */
  readonly experimentName: string;
  /** The parents of all sweeps, newest first. */
  listSweeps(options: CallOptions): Promise<readonly RunRecord[]>;
  /** `undefined` where there is no such run. */
  findRun(runId: string, options: CallOptions): Promise<RunRecord | undefined>;
  /** In listing order, newest first; `undefined` where there is no such parent. */
  listChildren(parentId: string, options: CallOptions): Promise<readonly RunRecord[] | undefined>;
  /** What runs logged, by id and name; those that do not exist are left out. */
  readMetrics(
    runIds: readonly string[],
    options: CallOptions & { readonly names?: readonly string[] | undefined },
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, Metric>>>;
  /** What only a run of its own brings, where the store keeps any of it. */
  readonly getDetails?: ((run: RunRecord, options: CallOptions) => Promise<Omit<RunDetails, 'run'>>) | undefined;
  /** The names of a run's files, where the store keeps any. */
  readonly listFiles?: ((run: RunRecord, options: CallOptions) => Promise<readonly string[]>) | undefined;
  /** A file's content, `undefined` where there is no such file. */
  readonly openFile?:
    | ((run: RunRecord, name: string, options: CallOptions) => Promise<AsyncIterable<Uint8Array> | undefined>)
    | undefined;
}
