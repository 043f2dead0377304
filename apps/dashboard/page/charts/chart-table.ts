import type { ChartCell, ChartScene } from '@hyperdrive-run/charts';
import { element } from '../dom.js';
import { formatNumber } from '../format.js';

/** The table behind a chart. */
export interface ChartTableView {
  readonly element: HTMLElement;
  show(scene: ChartScene): void;
}

/** More rows than this are not put into the page. */
const mostRows = 1000;

/** Makes the table; its rows are made once it is opened. */
export function createChartTable(): ChartTableView {
  let scene: ChartScene | undefined;
  const summary = element('summary');
  const content = element('div', { class: 'scroll', tabindex: '0', role: 'group' });
  const details = element('details', { class: 'chart-table' }, summary, content);

  function fill(): void {
    if (scene === undefined || !details.open) return;
    content.setAttribute('aria-label', `Table: ${scene.title}`);
    const { columns, rows } = scene.table;
    const head = element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name)));
    const shown = rows.slice(0, mostRows).map((row) => element('tr', {}, ...row.map(cellOf)));
    const rest = rows.length - shown.length;
    const more = rest > 0 ? [element('p', { class: 'note' }, `${rest} more rows are not shown.`)] : [];
    const caption = element('caption', { class: 'visually-hidden' }, scene.title);
    content.replaceChildren(
      element('table', {}, caption, element('thead', {}, head), element('tbody', {}, ...shown)),
      ...more,
    );
  }

  details.addEventListener('toggle', fill);
  return {
    element: details,
    show(next) {
      scene = next;
      const { length } = next.table.rows;
      summary.textContent = `The data as a table (${length} ${length === 1 ? 'row' : 'rows'})`;
      fill();
    },
  };
}

function cellOf(cell: ChartCell): HTMLElement {
  if (typeof cell === 'number') return element('td', { class: 'number', title: String(cell) }, formatNumber(cell));
  return element('td', {}, cell ?? '');
}
