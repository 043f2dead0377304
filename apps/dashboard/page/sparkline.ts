import { type Metric, usableValues } from '@hyperdrive-run/core';

const namespace = 'http://www.w3.org/2000/svg';
const width = 100;
const height = 24;

/** A line through a metric's finite values in the order in which they were logged; `undefined` for fewer than two. */
export function sparkline(metric: Metric | undefined): SVGElement | undefined {
  const values = usableValues(metric).filter(({ value }) => Number.isFinite(value));
  if (values.length < 2) return undefined;
  const numbers = values.map(({ value }) => value);
  const low = Math.min(...numbers);
  const range = Math.max(...numbers) - low || 1;
  const points = numbers.map((value, position) => {
    const x = (position / (numbers.length - 1)) * width;
    return `${x.toFixed(1)},${(height - ((value - low) / range) * height).toFixed(1)}`;
  });
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('class', 'line');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${numbers.length} values from ${numbers[0]} to ${numbers.at(-1)}`);
  const line = document.createElementNS(namespace, 'polyline');
  line.setAttribute('points', points.join(' '));
  svg.append(line);
  return svg;
}
