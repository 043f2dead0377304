import type { Chart, ChartMark } from './chart.js';

const namespace = 'http://www.w3.org/2000/svg';

/** Draws a chart that was laid out. Its class is that of its style. */
export function drawChart({ size, marks, summary }: Chart): SVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('class', 'line');
  svg.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', summary);
  svg.append(...marks.map(drawMark));
  return svg;
}

function drawMark({ points }: ChartMark): SVGElement {
  const line = document.createElementNS(namespace, 'polyline');
  line.setAttribute('points', points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '));
  return line;
}
