import { textSize } from '../scene/chart-frame.js';
import type { ChartMark, ChartPoint, ChartScene } from '../scene/chart-scene.js';
import { chartLooks } from './chart-looks.js';
import { fileStyle, lookAttributes } from './chart-style.js';
import { escapeXml } from './escape-xml.js';

/** How an SVG is written. */
export interface SvgOptions {
  /**
   * - `file` (the default): a file of its own, with a ground, a title and colours that follow the reader's colour scheme
   * - `page`: a part of a page whose style sheet contains `chartStyle()`
   * - `light`: as a file, always on white: for documents and prints
   */
  readonly form?: 'file' | 'page' | 'light' | undefined;
}

/** Writes a chart as SVG. Whatever names say, they are text in it. */
export function toSvg(scene: ChartScene, { form = 'file' }: SvgOptions = {}): string {
  const { width, height, title, description, notes } = scene;
  const said = escapeXml([description, ...notes].join(' '));
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
  const name = `role="img" aria-label="${escapeXml(title)}"`;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" class="hc" ${size} ${name} font-family="system-ui, sans-serif" font-size="${textSize}">`;
  const marks = scene.marks.map(markToSvg).join('');
  // In a page, a title would be a tooltip over all of the chart: its label is its name there.
  if (form === 'page') return `${head}<desc>${said}</desc>${marks}</svg>`;
  const style = form === 'file' ? `<style>${fileStyle()}</style>` : '';
  const ground = '<rect class="ground" width="100%" height="100%" fill="#ffffff"/>';
  return `${head}<title>${escapeXml(title)}</title><desc>${said}</desc>${style}${ground}${marks}</svg>\n`;
}

function markToSvg(mark: ChartMark): string {
  const attributes = `class="${mark.look}"${lookAttributes(chartLooks.get(mark.look) ?? {})}`;
  switch (mark.kind) {
    case 'lines': {
      const path = mark.lines.map((line) => (line.length === 0 ? '' : `M${line.map(pointText).join('L')}`)).join('');
      return path === '' ? '' : `<path ${attributes} stroke-linejoin="round" d="${path}"/>`;
    }
    case 'dots': {
      // A line of no length with round ends is a dot: one element, however many there are.
      const path = mark.dots.map((dot) => `M${pointText(dot)}h0`).join('');
      if (path === '') return '';
      return `<path ${attributes} stroke-width="${2 * mark.radius}" stroke-linecap="round" d="${path}"/>`;
    }
    case 'rects': {
      const path = mark.rects
        .map(({ x, y, width, height }) => `M${pointText([x, y])}h${round(width)}v${round(height)}h${round(-width)}z`)
        .join('');
      return path === '' ? '' : `<path ${attributes} d="${path}"/>`;
    }
    case 'text': {
      const [x, y] = mark.at.map(round);
      const turn = mark.isTurned === true ? ` transform="rotate(-90 ${x} ${y})"` : '';
      return `<text ${attributes} x="${x}" y="${y}" text-anchor="${mark.anchor}"${turn}>${escapeXml(mark.text)}</text>`;
    }
  }
}

function pointText([x, y]: ChartPoint): string {
  return `${round(x)} ${round(y)}`;
}

/** To tenths of a pixel. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
