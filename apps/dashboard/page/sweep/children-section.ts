import { createChartsPanel } from '../charts/charts-panel.js';
import { valuesSpan } from '../charts/sparkline/values-span.js';
import { element } from '../dom.js';
import { metricNames, type Ranking } from '../ranking/rank-children.js';
import { queryOf, stateFromQuery } from '../state/address.js';
import type { ViewState } from '../state/view-state.js';
import { nextSorting } from '../table/sort-rows.js';
import { chartsInput } from './charts-input.js';
import { createControls } from './controls.js';
import { createFilters } from './filters.js';
import type { Look } from './look.js';
import { createRankedTable } from './ranked-table.js';

/** The charts and the table of a sweep's children, with what they are ranked and filtered by. */
export interface ChildrenSection {
  readonly element: HTMLElement;
  show(look: Look): void;
}

/** Makes the section. What somebody chooses in it is kept in the address. */
export function createChildrenSection(first: Look, announce: (text: string) => void): ChildrenSection {
  let look = first;
  let state = stateFromQuery(new URLSearchParams(location.search));
  const prefix = `${first.sweep.runId}_`;
  const controls = createControls(change);
  const filters = createFilters(change);
  const table = createRankedTable((column) => change(sortedBy(column, state)), toggle);
  const charts = createChartsPanel({
    onChoose: (ids) => change({ chosen: ids.map((id) => withoutPrefix(id, prefix)) }),
    onBrush: (brushed) => change({ brushed }),
    isParallelFirst: state.brushed.length > 0,
  });

  function toggle(runId: string): void {
    const name = withoutPrefix(runId, prefix);
    const others = state.chosen.filter((other) => other !== name);
    change({ chosen: others.length === state.chosen.length ? [...others, name] : others });
  }

  function change(changed: Partial<ViewState>): void {
    state = { ...state, ...changed };
    const query = queryOf(state, new URLSearchParams(location.search));
    history.replaceState(null, '', `?${query.toString()}`);
    draw(true);
  }

  function draw(isNews: boolean): void {
    const ranking = rankingOf(state, look);
    const { metric, goal } = ranking;
    const values = valuesSpan(look.children.map(({ metrics }) => metrics?.get(metric)));
    controls.show({ ...state, metric, goal }, metricNames(look.children, look.sweep.primaryMetric.name), values);
    const chosen = chosenIds();
    const { brushed: ranges, scale: metricScale } = state;
    charts.update(chartsInput(look, ranking, { chosen: [...chosen], brushed: ranges, metricScale }));
    const inside = charts.inside();
    const brushed = inside && new Set(inside);
    const { columns, rows } = table.show({ look, ranking, state, chosen, brushed });
    filters.show(state, columns, countStatuses(look));
    if (isNews) announce(`${rows} children by ${ranking.metric}`);
  }

  /** The ids of the chosen trials, of which the address has those of the sweep's own written short. */
  function chosenIds(): ReadonlySet<string> {
    const known = new Set(look.children.map(({ runId }) => runId));
    return new Set(state.chosen.map((name) => (known.has(name) ? name : `${prefix}${name}`)));
  }

  draw(false);
  const rows = element('section', { class: 'card', 'aria-label': 'Children' }, element('h2', {}, 'Child runs'));
  rows.append(controls.form, filters.element, table.count, table.root);
  const graphs = element('section', { class: 'card', 'aria-label': 'Charts' }, element('h2', {}, 'Charts'));
  graphs.append(charts.element);
  return {
    element: element('div', { class: 'stack' }, rows, graphs),
    show(next) {
      look = next;
      draw(false);
    },
  };
}

/** By its value a table is sorted as it is ranked: a click on that heading turns the order round. */
function sortedBy(column: string, { sort, reverse }: ViewState): Partial<ViewState> {
  if (column !== 'value') return { sort: nextSorting(sort, column) };
  return sort === undefined ? { reverse: !reverse } : { sort: undefined };
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

function countStatuses({ children }: Look): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { status } of children) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

function withoutPrefix(runId: string, prefix: string): string {
  return runId.startsWith(prefix) ? runId.slice(prefix.length) : runId;
}
