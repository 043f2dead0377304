import { type ChartScene, toSvg } from '@hyperdrive-run/charts';
import { element } from '../dom.js';
import { createChartTable } from './chart-table.js';
import { createPointer } from './pointer.js';
import { svgElementOf } from './svg-element.js';

/** What a chart calls when somebody acts on it. */
export interface ChartFigureOptions {
  /** Called with the trial that was clicked, or that Enter was pressed on. */
  readonly onChoose: (runId: string) => void;
  readonly onFilter: (ids: readonly string[] | undefined) => void;
}

/** A chart in the page, with all that is said about it. */
export interface ChartFigure {
  readonly element: HTMLElement;
  show(scene: ChartScene): void;
}

/** Makes the place of a chart: the drawing, its caption, its notes and the table behind it. */
export function createChartFigure({ onChoose }: ChartFigureOptions): ChartFigure {
  const caption = element('figcaption');
  const notes = element('p', { class: 'note' });
  const table = createChartTable();
  const pointer = createPointer({ onChoose });
  const figure = element('figure', { class: 'chart' }, caption, pointer.element, notes, table.element);
  return {
    element: figure,
    show(scene) {
      caption.textContent = scene.description;
      notes.textContent = scene.notes.join(' ');
      pointer.show(scene, svgElementOf(toSvg(scene, { form: 'page' })));
      table.show(scene);
    },
  };
}
