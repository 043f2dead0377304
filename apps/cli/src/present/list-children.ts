import type { ChildSummary, HyperDriveRun, RunRecord } from '@hyperdrive-run/sdk';
import { usageError } from '../context/cli-error.js';
import { plainValue } from '../output/format/format-value.js';

/** A child of a sweep with what its run says beside its place in the ranking. */
export interface ListedChild {
  readonly child: ChildSummary;
  /** Only where it was asked for: see {@link wantsRecords}. */
  readonly record?: RunRecord | undefined;
}

/** Which children are listed, and in what order. */
export interface ListChildrenOptions {
  readonly top?: number | undefined;
  readonly reverse?: boolean | undefined;
  readonly discardNoMetric?: boolean | undefined;
  /** Only these; case does not count. */
  readonly status?: readonly string[] | undefined;
  /** Instead of the place in the ranking. */
  readonly sort?: string | undefined;
  readonly columns?: readonly string[] | undefined;
}

/** Lists the children of a sweep: in the order of its ranking, or sorted by a column. */
export async function listChildren(
  sweep: HyperDriveRun,
  { top = 0, reverse, discardNoMetric, status, sort, columns = [] }: ListChildrenOptions,
  onWarning: (message: string) => void,
): Promise<readonly ListedChild[]> {
  const isOwnOrder = sort !== undefined || status !== undefined;
  const ranked = await sweep.getChildrenSortedByPrimaryMetric({
    // What is left out afterwards must not take a place.
    top: isOwnOrder ? 0 : top,
    reverse: sort === undefined ? reverse : undefined,
    discardNoMetric,
    onWarning,
    reuseRecord: true,
  });
  const wanted = status?.map((each) => each.toLowerCase());
  const shown = ranked.filter((child) => wanted?.includes(child.status.toLowerCase()) ?? true);
  const isAsked = [sort ?? '', ...columns].some((name) => ofRecord.has(name));
  const records = isAsked || shown.some(({ status: its }) => hasReason(its)) ? await readRecords(sweep) : undefined;
  const listed = shown.map((child): ListedChild => ({ child, record: records?.get(child.runId) }));
  if (!isOwnOrder) return listed;
  const { primaryMetricName } = sweep.hyperdriveConfig;
  const sorted =
    sort === undefined ? listed : sortBy(listed, { column: sort, isReverse: reverse === true, primaryMetricName });
  return top === 0 ? sorted : sorted.slice(0, top);
}

/** Columns that only a child's own record has. */
const ofRecord: ReadonlySet<string> = new Set(['duration', 'started', 'reason']);

function hasReason(status: string): boolean {
  return status === 'Failed' || status === 'Canceled';
}

/** One listing, which says of all children what each one's own request would. */
async function readRecords(sweep: HyperDriveRun): Promise<ReadonlyMap<string, RunRecord>> {
  const records = new Map<string, RunRecord>();
  for await (const { id, record } of sweep.getChildren()) if (record !== undefined) records.set(id, record);
  return records;
}

/** Why a child failed or was canceled, where its run says it. */
export function reasonOf({ record }: Pick<ListedChild, 'record'>): string {
  if (record === undefined) return '';
  if (record.status === 'Failed') return record.error?.message ?? record.error?.code ?? '';
  return record.status === 'Canceled' ? (record.cancellationReason ?? record.error?.message ?? '') : '';
}

/** How long a child ran, in milliseconds. */
export function durationOf({ record }: Pick<ListedChild, 'record'>): number | undefined {
  const { startTime, endTime } = record ?? {};
  return startTime === undefined || endTime === undefined ? undefined : endTime.getTime() - startTime.getTime();
}

/** Numbers by their size and before texts; what has no value comes last, whichever way the rest is sorted. */
function sortBy(
  children: readonly ListedChild[],
  {
    column,
    isReverse,
    primaryMetricName,
  }: { readonly column: string; readonly isReverse: boolean; readonly primaryMetricName: string },
): readonly ListedChild[] {
  const valueOf = sortValue(children, column, primaryMetricName);
  const keyed = children.map((listed) => ({ listed, value: valueOf(listed) }));
  const known = keyed.filter(({ value }) => value !== undefined);
  const sorted = known.toSorted((a, b) => compare(a.value, b.value) * (isReverse ? -1 : 1));
  return [...sorted, ...keyed.filter(({ value }) => value === undefined)].map(({ listed }) => listed);
}

type SortValue = number | bigint | string | undefined;

function sortValue(
  children: readonly ListedChild[],
  column: string,
  primaryMetricName: string,
): (listed: ListedChild) => SortValue {
  const names = new Set(children.flatMap(({ child }) => [...(child.hyperparameters?.keys() ?? [])]));
  if (names.has(column)) {
    return ({ child }) => {
      const value = child.hyperparameters?.get(column);
      return typeof value === 'number' || typeof value === 'bigint' || value === undefined ? value : plainValue(value);
    };
  }
  switch (column) {
    case 'metric':
      return ({ child }) => child.bestPrimaryMetric;
    case 'run':
      return ({ child }) => Number(/_(\d+)$/.exec(child.runId)?.[1] ?? Number.NaN);
    case 'status':
      return ({ child }) => child.status;
    case 'duration':
      return durationOf;
    case 'started':
      return ({ record }) => record?.startTime?.getTime();
    // The table has the metric's name above its values.
    case primaryMetricName:
      return ({ child }) => child.bestPrimaryMetric;
    default:
      if (children.length === 0) return () => undefined;
      throw unknownColumn('--sort', column, ['metric', 'run', 'status', 'duration', 'started', ...names]);
  }
}

function compare(a: SortValue = '', b: SortValue = ''): number {
  if (typeof a === 'string' || typeof b === 'string') {
    if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
    return typeof a === 'string' ? 1 : -1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The error for a column that the children have none of. */
export function unknownColumn(option: string, column: string, names: readonly string[]): Error {
  return usageError(
    `${option} is ${JSON.stringify(column)}, which the children have none of.`,
    `They have: ${names.join(', ')}.`,
  );
}
