import { curvesChart } from '@hyperdrive-run/charts';
import { usableValues } from '@hyperdrive-run/core';
import type { Child } from '../../api/child.js';
import { type ChartFigure, createChartFigure } from '../charts/chart-figure.js';
import { element } from '../dom.js';
import { formatNumber } from '../format.js';

/** What a trial logged of a metric: its curve where there are numbers to draw, and its last value. */
export interface MetricFigure {
  readonly element: HTMLElement;
  /** @param width how wide a curve is drawn, in pixels */
  show(trial: Child, width: number): void;
}

/** How high a curve is drawn, in pixels. */
const height = 220;

/** Makes the figure of the metric of this name. */
export function createMetricFigure(name: string): MetricFigure {
  const summary = element('span');
  const root = element('div', { class: 'metric' }, element('p', {}, element('strong', {}, name), ' ', summary));
  let figure: ChartFigure | undefined;
  return {
    element: root,
    show(trial, width) {
      summary.textContent = summaryOf(trial, name);
      if (usableValues(trial.metrics?.get(name)).length < 2) return;
      // Goal and scope say which trial is best: of one trial the curve is the same whatever they are.
      const data = { trials: [trial], chosen: [trial.runId], metric: name, goal: 'minimize', scope: 'last' } as const;
      if (figure === undefined) {
        figure = createChartFigure({ onChoose: () => undefined, onBrush: () => undefined });
        root.append(figure.element);
      }
      figure.show(curvesChart(data, { width, height }));
    },
  };
}

function summaryOf(trial: Child, name: string): string {
  const metric = trial.metrics?.get(name);
  if (metric === undefined) return '';
  if (metric.kind === 'table') return `table of ${metric.rows.length} rows`;
  if (metric.kind === 'artifact') return metric.references.join(', ');
  const last = metric.points.at(-1)?.value;
  const shown = typeof last === 'number' ? formatNumber(last) : String(last ?? '');
  return usableValues(metric).length < 2 ? shown : `last ${shown}, ${metric.points.length} values`;
}
