import { drawChart } from './charts/draw-chart.js';
import { layoutSparkline } from './charts/sparkline.js';
import { element } from './dom.js';
import { formatNumber, formatValue, missingReasonText, shortId, toneOf } from './format.js';
import type { RankedChild, RankedChildren, Ranking } from './rank-children.js';

/** Of the line in a row. */
const lineSize = { width: 100, height: 24 };

/**
 * The table of children in the order of the ranking.
 * @param names the hyperparameters, each of which gets a column
 */
export function childrenTable(
  sweepId: string,
  ranked: RankedChildren,
  ranking: Ranking,
  names: readonly string[],
): HTMLElement {
  const isDescending = (ranking.goal === 'maximize') !== ranking.reverse;
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, 'Run'),
    element(
      'th',
      { scope: 'col', class: 'number', 'aria-sort': isDescending ? 'descending' : 'ascending' },
      `${ranking.metric} ${isDescending ? '↓' : '↑'}`,
    ),
    element('th', { scope: 'col' }, 'Logged values'),
    element('th', { scope: 'col' }, 'Status'),
    ...names.map((name) => element('th', { scope: 'col', class: 'number' }, name)),
  );
  const rows = ranked.rows.map((row) => childRow(sweepId, row, names, { ranking, mark: markOf(row, ranked) }));
  const caption = element('caption', { class: 'visually-hidden' }, 'Child runs, ranked');
  return element('table', { id: 'children' }, caption, element('thead', {}, head), element('tbody', {}, ...rows));
}

/** The attributes of a row that is highlighted. */
type Mark = Readonly<Record<string, string>>;

/** A full star for the best run, an empty one for those that have the same value. */
function markOf({ runId }: RankedChild, { bestRunId, tiedRunIds }: RankedChildren): Mark {
  if (runId === bestRunId) return { class: 'best', 'aria-label': 'best run' };
  return tiedRunIds.has(runId) ? { class: 'tied', 'aria-label': 'has the value of the best run' } : {};
}

/** Where a child runs that does not run on the service's own machine. */
function placeOf({ child }: RankedChild): readonly HTMLElement[] {
  return child.placement === undefined ? [] : [element('div', { class: 'placement' }, child.placement)];
}

function childRow(
  sweepId: string,
  row: RankedChild,
  names: readonly string[],
  { ranking, mark }: { readonly ranking: Ranking; readonly mark: Mark },
): HTMLTableRowElement {
  const value = row.bestPrimaryMetric;
  const line = layoutSparkline(row.child.metrics?.get(ranking.metric), lineSize);
  return element(
    'tr',
    mark,
    element('td', { title: row.runId }, shortId(row.runId, sweepId)),
    value === undefined
      ? element('td', { class: 'number missing' }, missingReasonText(row.missingReason))
      : element('td', { class: 'number', title: String(value) }, formatNumber(value)),
    element('td', {}, ...(line === undefined ? [] : [drawChart(line)])),
    element(
      'td',
      {},
      element('span', { class: 'badge', 'data-tone': toneOf(row.status) }, row.status),
      ...placeOf(row),
    ),
    ...names.map((name) => {
      const parameter = row.hyperparameters?.get(name);
      const title = typeof parameter === 'number' ? String(parameter) : undefined;
      return element('td', { class: 'number', title }, formatValue(parameter));
    }),
  );
}
