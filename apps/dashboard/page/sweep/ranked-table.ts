import { isLogScale } from '@hyperdrive-run/charts';
import { type LineScale, valuesSpan } from '../charts/sparkline/values-span.js';
import { element } from '../dom.js';
import { filterRows } from '../ranking/filter-rows.js';
import { type RankedChild, type RankedChildren, type Ranking, rankChildren } from '../ranking/rank-children.js';
import type { ViewState } from '../state/view-state.js';
import { createDataTable } from '../table/data-table.js';
import { sortRows } from '../table/sort-rows.js';
import type { Look } from './look.js';
import { type TrialColumn, trialColumns } from './trial-columns.js';

/** What a table of children shows. */
export interface RankedTableInput {
  readonly look: Look;
  readonly ranking: Ranking;
  readonly state: ViewState;
  /** The ids of the trials that were chosen. */
  readonly chosen: ReadonlySet<string>;
  /** The ids of the trials that were brushed in a chart; all where undefined. */
  readonly brushed: ReadonlySet<string> | undefined;
}

/** The table of a sweep's children, and how many it shows. */
export interface RankedTable {
  readonly count: HTMLElement;
  readonly root: HTMLElement;
  /** Returns the columns that it can have, and how many rows it shows. */
  show(input: RankedTableInput): { readonly columns: readonly TrialColumn[]; readonly rows: number };
}

/**
 * Makes the table.
 * @param onChoose is called with the id of a trial whose box was clicked
 */
export function createRankedTable(onSort: (column: string) => void, onChoose: (runId: string) => void): RankedTable {
  let ranked: RankedChildren = { rows: [], bestRunId: undefined, tiedRunIds: new Set() };
  let scale: LineScale | undefined;
  const count = element('p', { class: 'note', id: 'count' });
  const table = createDataTable<RankedChild>({
    id: 'children',
    caption: 'Child runs, ranked',
    keyOf: ({ runId }) => runId,
    attributesOf: (row) => markOf(row, ranked),
    onSort,
  });
  table.root.addEventListener('change', ({ target }) => {
    const runId = target instanceof HTMLInputElement ? target.dataset['choose'] : undefined;
    if (runId !== undefined) onChoose(runId);
  });
  return {
    count,
    root: table.root,
    show({ look, ranking, state, chosen, brushed }) {
      const { sweep, best, children } = look;
      const { runId: sweepId, primaryMetric } = sweep;
      const input = { sweepId, children, ranking, primaryMetric: primaryMetric.name, chosen, scale: () => scale };
      const columns = trialColumns(input);
      ranked = rankChildren(children, { ...ranking, top: 0 }, { primaryMetric, bestRunId: best?.bestRun?.runId });
      const fitting = filterRows(ranked.rows, columns, { ...state, brushed });
      const top = ranking.top === 0 ? fitting : fitting.slice(0, ranking.top);
      const rows = sortRows(top, columns, state.sort);
      const span = valuesSpan(rows.map(({ child }) => child.metrics?.get(ranking.metric)));
      scale = span && { ...span, isLog: isLogScale(span.low, span.high, state.scale) };
      const shown = columns.filter((column) => isShown(column, state));
      table.show({ rows, columns: shown, sorted: sortedBy(state, ranking) });
      table.root.hidden = rows.length === 0;
      count.textContent = countText(rows.length, look, fitting.length < ranked.rows.length);
      return { columns, rows: rows.length };
    },
  };
}

function sortedBy({ sort }: ViewState, { goal, reverse }: Ranking): { column: string; isDescending: boolean } {
  return sort ?? { column: 'value', isDescending: (goal === 'maximize') !== reverse };
}

function isShown({ id, isUsual }: TrialColumn, { hidden, shown }: ViewState): boolean {
  return isUsual ? !hidden.includes(id) : shown.includes(id);
}

function countText(rows: number, { children, token }: Look, isFiltered: boolean): string {
  const unread = children.filter(({ isRead }) => !isRead).length;
  const reading = unread === 0 ? '' : ` Reading the metrics of ${unread} more …`;
  if (children.length === 0) return token === '' ? 'Loading …' : 'No child to show.';
  if (rows < children.length) return `${rows} of ${children.length} children${isFiltered ? ' fit' : ''}.${reading}`;
  return `${rows} children.${reading}`;
}

/** A full star for the best run, an empty one for those that have the same value. */
function markOf({ runId }: RankedChild, { bestRunId, tiedRunIds }: RankedChildren): Readonly<Record<string, string>> {
  if (runId === bestRunId) return { class: 'best', 'aria-label': 'best run' };
  return tiedRunIds.has(runId) ? { class: 'tied', 'aria-label': 'has the value of the best run' } : {};
}
