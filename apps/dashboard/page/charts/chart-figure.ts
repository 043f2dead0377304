import { type ChartScene, toSvg } from '@hyperdrive-run/charts';
import { element } from '../dom.js';
import type { BrushedRange } from '../state/brushed-range.js';
import { createBrush } from './brush/brush.js';
import { createChartTable } from './chart-table.js';
import { createPointer } from './pointer.js';
import { savePng, saveSvg } from './save-chart.js';
import { svgElementOf } from './svg-element.js';

/** What a chart calls when somebody acts on it. */
export interface ChartFigureOptions {
  /** Called with the trial that was clicked, or that Enter was pressed on. */
  readonly onChoose: (runId: string) => void;
  /** Called with all ranges that are brushed now, after one was made, changed or taken away. */
  readonly onBrush: (ranges: readonly BrushedRange[]) => void;
}

/** A chart in the page, with all that is said about it. */
export interface ChartFigure {
  readonly element: HTMLElement;
  show(scene: ChartScene, ranges?: readonly BrushedRange[]): void;
}

/** How ranges are chosen on axes. */
const brushHint =
  'To keep only some trials, drag along an axis, or go to the ends of its range with Tab and move them with the arrow keys.';

/** Makes the place of a chart: the drawing, its caption, its notes, the table behind it, and buttons that save it. */
export function createChartFigure({ onChoose, onBrush }: ChartFigureOptions): ChartFigure {
  let scene: ChartScene | undefined;
  const caption = element('figcaption');
  const notes = element('p', { class: 'note' });
  const hint = element('p', { class: 'note chart-hint', hidden: '' }, brushHint);
  const table = createChartTable();
  const pointer = createPointer({ onChoose });
  const brush = createBrush(pointer.surface, onBrush);
  pointer.surface.append(brush.element);
  const clear = button('Clear ranges', () => onBrush([]));
  clear.hidden = true;
  const saves = element(
    'div',
    { class: 'chart-saves' },
    clear,
    button('Save SVG', () => scene && saveSvg(scene)),
    button(
      'Save PNG',
      () => scene && void savePng(scene).catch(() => saidOf('The browser made no picture of the chart.')),
    ),
  );
  const saidOf = (problem: string): void => void (notes.textContent = problem);
  return {
    element: element('figure', { class: 'chart' }, caption, hint, pointer.element, notes, saves, table.element),
    show(next, ranges = []) {
      scene = next;
      caption.textContent = next.description;
      notes.textContent = next.notes.join(' ');
      pointer.show(next, svgElementOf(toSvg(next, { form: 'page' })));
      brush.show(next, ranges);
      hint.hidden = (next.brushes ?? []).length === 0;
      clear.hidden = ranges.length === 0;
      table.show(next);
    },
  };
}

function button(text: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button' }, text);
  made.addEventListener('click', onClick);
  return made;
}
