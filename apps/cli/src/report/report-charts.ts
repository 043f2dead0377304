import {
  type ChartData,
  type ChartKind,
  type ChartScene,
  type ChartTable,
  drawChart,
  toSvg,
} from '@hyperdrive-run/charts';
import { formatNumber } from '../output/format/format-number.js';
import { type Html, html, trusted } from './html.js';

/** The charts of a report, in their order. */
const kinds: readonly ChartKind[] = [
  'best',
  'curves',
  'importance',
  'slice',
  'parallel',
  'contour',
  'distribution',
  'timeline',
];

/** As wide as is readable on paper; narrow screens scroll it. */
const width = 860;

/** A longer table is no help behind a chart; the table of the trials has most of it. */
const mostRows = 300;

/** All charts of a sweep, each with what it says and its data. */
export function reportCharts(data: ChartData): readonly Html[] {
  return kinds.map((kind) => chartToHtml(drawChart(kind, data, { width, height: 360 })));
}

function chartToHtml(scene: ChartScene): Html {
  const { title, description, notes, table } = scene;
  return html`<section class="card">
<h2>${title}</h2>
<figure>
<figcaption>${description}</figcaption>
<div class="scroll" tabindex="0" role="group" aria-label="${title}">${trusted(toSvg(scene, { form: 'page' }))}</div>
</figure>
${notes.length === 0 ? [] : html`<p class="note">${notes.join(' ')}</p>`}
${table.rows.length === 0 || table.rows.length > mostRows ? [] : tableToHtml(title, table)}
</section>
`;
}

function tableToHtml(title: string, { columns, rows }: ChartTable): Html {
  return html`<details><summary>The data as a table</summary><div class="scroll" tabindex="0" role="group" aria-label="Data: ${title}"><table>
<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(cellToHtml)}</tr>\n`)}</tbody>
</table></div></details>`;
}

function cellToHtml(cell: ChartTable['rows'][number][number]): Html {
  if (typeof cell === 'number') return html`<td class="number">${formatNumber(cell)}</td>`;
  return html`<td>${cell ?? ''}</td>`;
}
