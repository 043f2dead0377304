import type { ChartLook } from '../scene/chart-scene.js';

/** The colours of a look by day and by night, and what else its elements have. */
export interface LookStyle {
  readonly fill?: readonly [light: string, dark: string] | undefined;
  readonly stroke?: readonly [light: string, dark: string] | undefined;
  readonly width?: number | undefined;
  readonly dash?: string | undefined;
  readonly opacity?: number | undefined;
  readonly weight?: number | undefined;
}

const text = ['#1b2027', '#e7eaee'] as const;
const quiet = ['#5b6673', '#98a3b0'] as const;
const blue = ['#0b63c5', '#6cb0ff'] as const;
const orange = ['#c2410c', '#ffab70'] as const;

/**
 * Colours of series: those of Okabe and Ito, which people tell apart whatever colours they see, darker by day and lighter by
 * night so that each has a contrast of 3 to 1 with its ground. Lines differ by their dashes too.
 */
const series: readonly (readonly [light: string, dark: string, dash: string | undefined])[] = [
  ['#0072b2', '#56b4e9', undefined],
  ['#d55e00', '#ff9e5e', '7 3'],
  ['#008561', '#2fd0a4', '2 3'],
  ['#b0487f', '#e79ac4', '9 3 2 3'],
  ['#946c00', '#e6b800', '12 4'],
  ['#5a5fd0', '#a8acff', '4 2'],
  ['#1b2027', '#e7eaee', '1 4'],
  ['#7a5230', '#cfa27a', '8 3 2 3 2 3'],
];

/** From low to high: viridis in eight steps, without its palest end by day and its darkest by night. */
const scale: readonly (readonly [light: string, dark: string])[] = [
  ['#440154', '#5b2a86'],
  ['#46327e', '#5a4fa2'],
  ['#365c8d', '#4a78b0'],
  ['#277f8e', '#2f97a6'],
  ['#1fa187', '#25b598'],
  ['#4ac16d', '#5ad17c'],
  ['#8fc93a', '#a8db34'],
  ['#d4b400', '#fde725'],
];

/** The style of each look. */
export const chartLooks: ReadonlyMap<ChartLook, LookStyle> = new Map<ChartLook, LookStyle>([
  ['grid', { stroke: ['#e2e5ea', '#2e343d'], width: 1 }],
  ['axis', { stroke: ['#8a94a0', '#6b7684'], width: 1 }],
  ['text', { fill: quiet }],
  ['label', { fill: text }],
  ['heading', { fill: text, weight: 600 }],
  ['range', { fill: ['#0b63c5', '#6cb0ff'], opacity: 0.07 }],
  ['edge', { stroke: quiet, width: 1, dash: '3 3' }],
  ['faint-line', { stroke: quiet, width: 1, opacity: 0.25 }],
  ['dot', { stroke: blue, opacity: 0.65 }],
  ['quiet-dot', { stroke: quiet, opacity: 0.6 }],
  ['best-line', { stroke: orange, width: 2 }],
  ['best-dot', { stroke: orange }],
  ['chosen-dot', { stroke: text }],
  ['ring', { stroke: ['#ffffff', '#1d2128'] }],
  ['policy-line', { stroke: ['#b3261e', '#ff8a80'], width: 2, dash: '2 4' }],
  ['bar', { fill: blue }],
  ['whisker', { stroke: text, width: 1.5 }],
  ...([0, 1, 2, 3, 4, 5, 6, 7] as const).flatMap((at): (readonly [ChartLook, LookStyle])[] => {
    const [light = '', dark = '', dash] = series[at] ?? [];
    const [low = '', high = ''] = scale[at] ?? [];
    return [
      [`series-${at}`, { stroke: [light, dark], width: 2, dash }],
      [`series-dot-${at}`, { stroke: [light, dark] }],
      [`scale-${at}`, { fill: [low, high] }],
      [`scale-line-${at}`, { stroke: [low, high], width: 1.2, opacity: 0.6 }],
    ];
  }),
  ['status-completed', { fill: ['#0072b2', '#56b4e9'] }],
  ['status-failed', { fill: ['#d55e00', '#ff9e5e'] }],
  ['status-canceled', { fill: ['#b9a300', '#e6d25a'] }],
  ['status-running', { fill: ['#7d8794', '#98a3b0'] }],
]);
