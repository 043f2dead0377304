import type { Metric, MetricPoint } from '@hyperdrive-run/core';
import { usableValues } from '@hyperdrive-run/core';
import { drawChart } from '../charts/draw-chart.js';
import { layoutSparkline } from '../charts/sparkline.js';
import { element } from '../dom.js';
import { formatNumber } from '../format.js';

/** Everything that a trial logged: a curve for each metric of numbers, the last value of the others. */
export interface MetricsCard {
  readonly element: HTMLElement;
  /** @param metrics `undefined` where they could not be read */
  show(metrics: ReadonlyMap<string, Metric> | undefined): void;
}

/** Of a curve. */
const curveSize = { width: 400, height: 120 };

/** Makes the card. */
export function createMetricsCard(): MetricsCard {
  const content = element('div', { class: 'figures' });
  return {
    element: element(
      'section',
      { class: 'card', id: 'metrics', 'aria-label': 'Metrics' },
      element('h2', {}, 'Metrics'),
      content,
    ),
    show(metrics) {
      if (metrics === undefined) content.replaceChildren(note('They could not be read.'));
      else if (metrics.size === 0) content.replaceChildren(note('Nothing was logged.'));
      else content.replaceChildren(...[...metrics.values()].map(figureOf));
    },
  };
}

function note(text: string): HTMLElement {
  return element('p', { class: 'note' }, text);
}

function figureOf(metric: Metric): HTMLElement {
  const { name } = metric;
  const title = element('figcaption', {}, element('strong', {}, name), ' ', summaryOf(metric));
  const curve = layoutSparkline(metric, curveSize);
  if (curve === undefined) return element('figure', {}, title);
  const values = usableValues(metric);
  const numbers = values.map(({ value }) => value).filter(Number.isFinite);
  const [low, high] = [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))];
  const scale = element(
    'div',
    { class: 'scale', 'aria-hidden': 'true' },
    element('span', {}, formatNumber(high)),
    element('span', {}, formatNumber(low)),
  );
  const steps = element(
    'div',
    { class: 'steps', 'aria-hidden': 'true' },
    element('span', {}, stepText(values[0]?.point, 1)),
    element('span', {}, stepText(values.at(-1)?.point, values.length)),
  );
  const plot = element('div', { class: 'plot' });
  plot.append(drawChart(curve));
  return element('figure', {}, title, element('div', { class: 'curve' }, scale, plot), steps);
}

function stepText(point: MetricPoint | undefined, position: number): string {
  return point?.step === undefined ? `value ${position}` : `step ${point.step}`;
}

function summaryOf(metric: Metric): string {
  if (metric.kind === 'table') return `table of ${metric.rows.length} rows`;
  if (metric.kind === 'artifact') return metric.references.join(', ');
  const values = usableValues(metric);
  const last = metric.points.at(-1)?.value;
  const shown = typeof last === 'number' ? formatNumber(last) : String(last ?? '');
  return values.length < 2 ? shown : `last ${shown}, ${metric.points.length} values`;
}
