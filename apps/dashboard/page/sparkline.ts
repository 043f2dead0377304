import { type Metric, usableValues } from '@hyperdrive-run/core';

const namespace = 'http://www.w3.org/2000/svg';
const width = 100;
const height = 24;

/** Where a line goes, and what it shows in words. */
export interface SparklinePoints {
  readonly path: string;
  readonly summary: string;
}

/** A metric's finite values in the order in which they were logged; `undefined` for fewer than two. */
export function sparklinePoints(metric: Metric | undefined): SparklinePoints | undefined {
  const numbers = usableValues(metric).flatMap(({ value }) => (Number.isFinite(value) ? [value] : []));
  if (numbers.length < 2) return undefined;
  // Not Math.min(...numbers): a long training logs more values than a call takes arguments.
  const low = numbers.reduce((least, value) => Math.min(least, value));
  const range = numbers.reduce((most, value) => Math.max(most, value)) - low || 1;
  const points = numbers.map((value, position) => {
    const x = (position / (numbers.length - 1)) * width;
    return `${x.toFixed(1)},${(height - ((value - low) / range) * height).toFixed(1)}`;
  });
  return { path: points.join(' '), summary: `${numbers.length} values from ${numbers[0]} to ${numbers.at(-1)}` };
}

/** The line through a metric's values. */
export function sparkline(metric: Metric | undefined): SVGElement | undefined {
  const points = sparklinePoints(metric);
  if (points === undefined) return undefined;
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('class', 'line');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', points.summary);
  const line = document.createElementNS(namespace, 'polyline');
  line.setAttribute('points', points.path);
  svg.append(line);
  return svg;
}
