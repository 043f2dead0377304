import { type ChartScene, toSvg } from '@hyperdrive-run/charts';
import { element } from '../dom.js';
import { createBrush } from './brush.js';
import { createChartTable } from './chart-table.js';
import { createPointer } from './pointer.js';
import { savePng, saveSvg } from './save-chart.js';
import { svgElementOf } from './svg-element.js';

/** What a chart calls when somebody acts on it. */
export interface ChartFigureOptions {
  /** Called with the trial that was clicked, or that Enter was pressed on. */
  readonly onChoose: (runId: string) => void;
  /** Called with the trials inside the ranges that were brushed; `undefined` where there is no range any more. */
  readonly onFilter: (ids: readonly string[] | undefined) => void;
}

/** A chart in the page, with all that is said about it. */
export interface ChartFigure {
  readonly element: HTMLElement;
  show(scene: ChartScene): void;
}

/** Makes the place of a chart: the drawing, its caption, its notes, the table behind it, and buttons that save it. */
export function createChartFigure({ onChoose, onFilter }: ChartFigureOptions): ChartFigure {
  let scene: ChartScene | undefined;
  const caption = element('figcaption');
  const notes = element('p', { class: 'note' });
  const table = createChartTable();
  const pointer = createPointer({ onChoose });
  const brush = createBrush(pointer.surface, () => {
    clear.hidden = brush.inside() === undefined;
    onFilter(brush.inside());
  });
  pointer.surface.append(brush.element);
  const clear = button('Clear ranges', () => {
    brush.clear();
    clear.hidden = true;
    onFilter(undefined);
  });
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
    element: element('figure', { class: 'chart' }, caption, pointer.element, notes, saves, table.element),
    show(next) {
      scene = next;
      caption.textContent = next.description;
      notes.textContent = next.notes.join(' ');
      pointer.show(next, svgElementOf(toSvg(next, { form: 'page' })));
      brush.show(next);
      clear.hidden = brush.inside() === undefined;
      table.show(next);
    },
  };
}

function button(text: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button' }, text);
  made.addEventListener('click', onClick);
  return made;
}
