import { readMetric } from '@hyperdrive-run/core';
import { element } from '../dom.js';
import { formatNumber } from '../format.js';
import type { Look } from '../sweep/look.js';

const namespace = 'http://www.w3.org/2000/svg';
const [width, height] = [600, 40];

/** The values of two sweeps as marks on one scale, so that their spread can be seen; in words where the metrics differ. */
export function valueStrips(one: Look, other: Look): HTMLElement {
  if (one.sweep.primaryMetric.name !== other.sweep.primaryMetric.name) {
    return element(
      'p',
      { class: 'note' },
      'The sweeps have different primary metrics: their values have no common scale.',
    );
  }
  const values = [one, other].map(valuesOf);
  const all = values.flat();
  if (all.length === 0) return element('p', { class: 'note' }, 'No child has a value.');
  const low = all.reduce((least, value) => Math.min(least, value));
  const range = all.reduce((most, value) => Math.max(most, value)) - low || 1;
  const strips = [one, other].map(({ sweep }, index) => {
    const name = sweep.displayName ?? sweep.runId;
    const own = values[index] ?? [];
    const strip = element('div', { class: 'strip' }, element('div', { class: 'id' }, name));
    strip.append(stripOf(own, low, range, `${own.length} values of ${name}`));
    return strip;
  });
  const scale = element(
    'div',
    { class: 'steps' },
    element('span', {}, formatNumber(low)),
    element('span', {}, formatNumber(low + range)),
  );
  return element('div', {}, ...strips, scale);
}

/** The values of a sweep's children, by its own primary metric. */
function valuesOf({ sweep, children }: Look): readonly number[] {
  const { name, goal } = sweep.primaryMetric;
  return children.flatMap(({ metrics }) => {
    const reading = readMetric(metrics?.get(name), goal, 'best');
    return reading.kind === 'value' && Number.isFinite(reading.value) ? [reading.value] : [];
  });
}

function stripOf(values: readonly number[], low: number, range: number, summary: string): SVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', 'marks');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', summary);
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute(
    'd',
    values.map((value) => `M${(((value - low) / range) * (width - 4) + 2).toFixed(1)} 4V${height - 4}`).join(''),
  );
  svg.append(path);
  return svg;
}
