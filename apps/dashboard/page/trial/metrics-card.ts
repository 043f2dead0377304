import type { Child } from '../../api/child.js';
import { adoptChartStyle } from '../charts/adopt-chart-style.js';
import { element } from '../dom.js';
import { createMetricFigure, type MetricFigure } from './metric-figure.js';

/** Everything that a trial logged: a curve for each metric of numbers, the last value of the others. */
export interface MetricsCard {
  readonly element: HTMLElement;
  show(trial: Child): void;
}

/** Curves are drawn anew when their width has changed by so many pixels. */
const widthStep = 8;

/** Makes the card. What is pointed at in a curve stays while the trial logs more. */
export function createMetricsCard(): MetricsCard {
  adoptChartStyle();
  const figures = new Map<string, MetricFigure>();
  const note = element('p', { class: 'note' });
  const content = element('div', { class: 'figures charts' });
  let shown: Child | undefined;
  let width = 0;

  function draw(): void {
    const { metrics } = shown ?? {};
    note.textContent = noteOf(metrics?.size);
    note.hidden = note.textContent === '';
    if (shown === undefined) return;
    for (const name of metrics?.keys() ?? []) {
      let figure = figures.get(name);
      if (figure === undefined) {
        figure = createMetricFigure(name);
        figures.set(name, figure);
        content.append(figure.element);
      }
      if (width > 0) figure.show(shown, width);
    }
    measure();
  }

  /** All figures are as wide as the first one, which the style sheet says. */
  function measure(): void {
    const next = Math.floor((content.firstElementChild?.clientWidth ?? 0) / widthStep) * widthStep;
    if (next === width) return;
    width = next;
    draw();
  }

  new ResizeObserver(measure).observe(content);
  return {
    element: element(
      'section',
      { class: 'card', id: 'metrics', 'aria-label': 'Metrics' },
      element('h2', {}, 'Metrics'),
      note,
      content,
    ),
    show(trial) {
      shown = trial;
      draw();
    },
  };
}

/** @param count `undefined` where the metrics could not be read */
function noteOf(count: number | undefined): string {
  if (count === undefined) return 'They could not be read.';
  return count === 0 ? 'Nothing was logged.' : '';
}
