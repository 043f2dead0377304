import { textSize } from '../scene/chart-frame.js';
import { chartLooks, type LookStyle } from './chart-looks.js';

/** The presentation attributes of a look by day: what a viewer without style sheets draws. */
export function lookAttributes({ fill, stroke, width, dash, opacity, weight }: LookStyle): string {
  const attributes: readonly (readonly [string, string | number | undefined])[] = [
    ['fill', fill?.[0] ?? 'none'],
    ['stroke', stroke?.[0]],
    ['stroke-width', stroke === undefined ? undefined : width],
    ['stroke-dasharray', dash],
    ['opacity', opacity],
    ['font-weight', weight],
  ];
  return attributes.map(([name, value]) => (value === undefined ? '' : ` ${name}="${value}"`)).join('');
}

/** The rules by which charts of a page follow its colour scheme, light or dark: for a page that draws `toSvg` without `style`. */
export function chartStyle(): string {
  const rules = [...chartLooks].map(([look, { fill, stroke }]) => {
    const colours = [
      ...(fill === undefined ? [] : [`fill:light-dark(${fill[0]},${fill[1]})`]),
      ...(stroke === undefined ? [] : [`stroke:light-dark(${stroke[0]},${stroke[1]})`]),
    ];
    return `.hc .${look}{${colours.join(';')}}`;
  });
  // Where a line crosses a text, the ground around its letters keeps it readable.
  const halo = '.hc text{paint-order:stroke;stroke:light-dark(#ffffff,#1d2128);stroke-width:3px;stroke-linejoin:round}';
  return [`.hc{font:${textSize}px system-ui,sans-serif}`, halo, ...rules].join('\n');
}

/** The rules of an SVG file that is opened by itself: dark where its reader's screen is. */
export function fileStyle(): string {
  const rules = [...chartLooks].map(([look, { fill, stroke }]) => {
    const colours = [
      ...(fill === undefined ? [] : [`fill:${fill[1]}`]),
      ...(stroke === undefined ? [] : [`stroke:${stroke[1]}`]),
    ];
    return `.${look}{${colours.join(';')}}`;
  });
  return `@media (prefers-color-scheme:dark){.ground{fill:#1d2128}${rules.join('')}}`;
}
