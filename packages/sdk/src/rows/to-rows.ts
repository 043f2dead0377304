import {
  type ChildRow,
  childColumns,
  type PointRow,
  pointColumns,
  type RowColumn,
  type RowSource,
  toChildRows,
  toPointRows,
} from '@hyperdrive-run/core/rows';
import { checkSweep } from '../arguments/check-handles.js';
import { checkOptions, type OptionChecks, oneOf } from '../arguments/option-checks.js';
import type { HyperDriveRun } from '../hyperdrive-run.js';
import { type ReadChildrenOptions, readChildrenChecks } from '../use-cases/children/read-children.js';

/** How a sweep's children are read, and what is a row. */
export interface ToRowsOptions<Per extends 'child' | 'point' = 'child' | 'point'> extends ReadChildrenOptions {
  /** One row for each child, or for each value that a child logged. Default `child`. */
  readonly per?: Per | undefined;
}

/** How a sweep's children are read, and what is a row. */
export type ToColumnsOptions = ToRowsOptions;

/** What a row is for each value of `per`. */
export interface RowsOf {
  readonly child: ChildRow;
  readonly point: PointRow;
}

const checks: OptionChecks<ToRowsOptions> = { ...readChildrenChecks, per: oneOf('child', 'point') };

/**
 * A sweep as plain flat objects, for Observable Plot, Arquero or `console.table`: one for each child, the best first, with its
 * run, its hyperparameters and the last, least and greatest value of each metric; or one for each logged value, with the
 * child's hyperparameters. Every row has every column, `null` where there is nothing. Users' names that are taken have what
 * they are of behind them: `status (hyperparameter)`.
 * @throws InvalidArgumentError, BackendError, UnreadableMetricsError as `getChildrenSortedByPrimaryMetric` and `getMetrics`
 *   do. With `onUnreadable: 'report'` the metrics of children that cannot be read are `null`.
 * @example
 * console.table(await toRows(sweep));
 * const points = await toRows(sweep, { per: 'point' });
 * Plot.line(points.filter(({ metric }) => metric === 'loss'), { x: 'step', y: 'value', stroke: 'runId' });
 */
export async function toRows<Per extends 'child' | 'point' = 'child'>(
  sweep: HyperDriveRun,
  options?: ToRowsOptions<Per>,
): Promise<RowsOf[Per][]>;
export async function toRows(sweep: HyperDriveRun, options: ToRowsOptions = {}): Promise<ChildRow[] | PointRow[]> {
  const { sources, primaryMetricName } = await readSources(sweep, options);
  return (options.per === 'point' ? toPointRows : toChildRows)(sources, primaryMetricName);
}

/**
 * The table of {@link toRows} as columns, in their order: for what writes files. Rejects as that does.
 */
export async function toColumns(sweep: HyperDriveRun, options: ToColumnsOptions = {}): Promise<readonly RowColumn[]> {
  const { sources, primaryMetricName } = await readSources(sweep, options);
  return (options.per === 'point' ? pointColumns : childColumns)(sources, primaryMetricName);
}

interface Sources {
  readonly sources: readonly RowSource[];
  readonly primaryMetricName: string;
}

/** Reads a sweep's children with all that a row is made of, the best first. */
async function readSources(sweep: HyperDriveRun, options: ToRowsOptions): Promise<Sources> {
  checkSweep(sweep);
  checkOptions(options, checks);
  const { signal, onWarning, onUnreadable } = options;
  const summaries = await sweep.getChildrenSortedByPrimaryMetric(options);
  const hyperparameters = await sweep.getHyperparameterSources({ signal, onWarning });
  const metrics = await sweep.getMetrics({ signal, onUnreadable });
  const records = new Map<string, RowSource['record']>();
  for await (const { id, record } of sweep.getChildren({ signal })) records.set(id, record);
  const sources = summaries.map((summary): RowSource => {
    const { runId } = summary;
    const sourced = hyperparameters.get(runId);
    return {
      summary,
      record: records.get(runId),
      hyperparameters: sourced?.values,
      areTexts: sourced?.source === 'parameters',
      metrics: metrics.get(runId),
    };
  });
  return { sources, primaryMetricName: sweep.hyperdriveConfig.primaryMetricName };
}
