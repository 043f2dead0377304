import { createChartsPanel } from '../charts/charts-panel.js';
import { element } from '../dom.js';
import { filterRows } from '../ranking/filter-rows.js';
import {
  metricNames,
  type RankedChild,
  type RankedChildren,
  type Ranking,
  rankChildren,
} from '../ranking/rank-children.js';
import { queryOf, stateFromQuery } from '../state/address.js';
import type { ViewState } from '../state/view-state.js';
import { createDataTable } from '../table/data-table.js';
import { nextSorting, sortRows } from '../table/sort-rows.js';
import { chartsInput } from './charts-input.js';
import { createControls } from './controls.js';
import { createFilters } from './filters.js';
import type { Look } from './look.js';
import { type TrialColumn, trialColumns } from './trial-columns.js';

/** The charts and the table of a sweep's children, with what they are ranked and filtered by. */
export interface ChildrenSection {
  readonly element: HTMLElement;
  show(look: Look): void;
}

/** Makes the section. What somebody chooses in it is kept in the address. */
export function createChildrenSection(first: Look, announce: (text: string) => void): ChildrenSection {
  let look = first;
  let state = stateFromQuery(new URLSearchParams(location.search));
  let brushed: ReadonlySet<string> | undefined;
  let ranked: RankedChildren = { rows: [], bestRunId: undefined, tiedRunIds: new Set() };
  const prefix = `${first.sweep.runId}_`;
  const controls = createControls(change);
  const filters = createFilters(change);
  const charts = createChartsPanel({
    onChoose: (ids) => change({ chosen: ids.map((id) => withoutPrefix(id, prefix)) }),
    onFilter(ids) {
      brushed = ids && new Set(ids);
      drawTable(true);
    },
  });
  const count = element('p', { class: 'note', id: 'count' });
  const table = createDataTable<RankedChild>({
    id: 'children',
    caption: 'Child runs, ranked',
    keyOf: ({ runId }) => runId,
    attributesOf: (row) => markOf(row, ranked),
    onSort: (column) =>
      change(column === 'value' && state.sort === undefined ? { reverse: !state.reverse } : sorted(column)),
  });
  table.root.addEventListener('change', ({ target }) => {
    const runId = target instanceof HTMLInputElement ? target.dataset['choose'] : undefined;
    if (runId === undefined) return;
    const name = withoutPrefix(runId, prefix);
    const others = state.chosen.filter((other) => other !== name);
    change({ chosen: others.length === state.chosen.length ? [...others, name] : others });
  });

  function sorted(column: string): Partial<ViewState> {
    // By its value a table is sorted as it is ranked.
    return { sort: column === 'value' ? undefined : nextSorting(state.sort, column) };
  }

  function change(changed: Partial<ViewState>): void {
    state = { ...state, ...changed };
    const query = queryOf(state, new URLSearchParams(location.search));
    history.replaceState(null, '', `?${query}`);
    draw(true);
  }

  function draw(isNews: boolean): void {
    const { sweep, children } = look;
    const ranking = rankingOf(state, look);
    controls.show(
      { ...state, metric: ranking.metric, goal: ranking.goal },
      metricNames(children, sweep.primaryMetric.name),
    );
    charts.update(
      chartsInput(
        look,
        ranking,
        state.chosen.map((id) => withPrefix(id, prefix, children)),
      ),
    );
    drawTable(isNews);
  }

  function drawTable(isNews: boolean): void {
    const { sweep, best, children } = look;
    const { runId: sweepId, primaryMetric } = sweep;
    const ranking = rankingOf(state, look);
    const chosen = new Set(state.chosen.map((id) => withPrefix(id, prefix, children)));
    const columns = trialColumns({ sweepId, children, ranking, primaryMetric: primaryMetric.name, chosen });
    filters.show(state, columns, countStatuses(look));
    ranked = rankChildren(children, { ...ranking, top: 0 }, { primaryMetric, bestRunId: best?.bestRun?.runId });
    const fitting = filterRows(ranked.rows, columns, { ...state, brushed });
    const top = ranking.top === 0 ? fitting : fitting.slice(0, ranking.top);
    const rows = sortRows(top, columns, state.sort);
    table.show({ rows, columns: columns.filter((column) => isShown(column, state)), sorted: sortedBy(state, ranking) });
    table.root.hidden = rows.length === 0;
    count.textContent = countText(rows.length, look, fitting.length < ranked.rows.length);
    if (isNews) announce(`${rows.length} children by ${ranking.metric}`);
  }

  draw(false);
  const title = element('h2', {}, 'Child runs');
  const rows = element(
    'section',
    { class: 'card', 'aria-label': 'Children' },
    title,
    controls.form,
    filters.element,
    count,
    table.root,
  );
  const graphs = element(
    'section',
    { class: 'card', 'aria-label': 'Charts' },
    element('h2', {}, 'Charts'),
    charts.element,
  );
  return {
    element: element('div', { class: 'stack' }, rows, graphs),
    show(next) {
      look = next;
      draw(false);
    },
  };
}

function rankingOf(state: ViewState, { sweep: { primaryMetric } }: Look): Ranking {
  const { scope, reverse, discardNoMetric, top } = state;
  return {
    metric: state.metric ?? primaryMetric.name,
    goal: state.goal ?? primaryMetric.goal,
    scope,
    reverse,
    discardNoMetric,
    top,
  };
}

function sortedBy({ sort }: ViewState, { goal, reverse }: Ranking): { column: string; isDescending: boolean } {
  return sort ?? { column: 'value', isDescending: (goal === 'maximize') !== reverse };
}

function isShown({ id, isUsual }: TrialColumn, { hidden, shown }: ViewState): boolean {
  return isUsual ? !hidden.includes(id) : shown.includes(id);
}

function countStatuses({ children }: Look): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { status } of children) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
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

function withoutPrefix(runId: string, prefix: string): string {
  return runId.startsWith(prefix) ? runId.slice(prefix.length) : runId;
}

/** The id of a child that is written short where it is one of the sweep's. */
function withPrefix(name: string, prefix: string, children: Look['children']): string {
  return children.some(({ runId }) => runId === name) ? name : `${prefix}${name}`;
}
