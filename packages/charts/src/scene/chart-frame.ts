import type { Axis, AxisTick } from '../axes/axis.js';
import { fitText, textWidth } from '../text/fit-text.js';
import type { ChartMark, ChartPoint, ChartRect } from './chart-scene.js';

/** The size of a chart's text. */
export const textSize = 11;

/** A plot with its axes. */
export interface ChartFrame {
  /** Inside which values are drawn. */
  readonly plot: ChartRect;
  /** Grid, ranges of the search space, ticks and labels. */
  readonly marks: readonly ChartMark[];
  /** Where parts of the axes, from 0 to 1, are in the chart. */
  at(x: number, y: number): ChartPoint;
}

/** What a frame is made of. */
export interface ChartFrameOptions {
  readonly x: Axis;
  readonly y: Axis;
  /** Where there is room for plot, ticks and labels. */
  readonly box: ChartRect;
  /** Whether the ticks and the label of the y axis are left out: those of the plot beside it count. */
  readonly isWithoutY?: boolean | undefined;
}

/** The widest a tick of the y axis may be. */
const widestTick = 120;
/** Below the plot: the ticks, and below them the label. */
const tickHeight = 18;
const labelHeight = 16;

/** Lays out the axes of a plot, and what is left for values. */
export function layoutFrame({ x, y, box, isWithoutY = false }: ChartFrameOptions): ChartFrame {
  const tickRoom = Math.min(widestTick, box.width / 4);
  const yTicks = y.ticks.map(({ at, text }) => ({ at, text: fitText(text, tickRoom, textSize) }));
  const widest = yTicks.reduce((most, { text }) => Math.max(most, textWidth(text, textSize)), 0);
  const left = isWithoutY ? 4 : Math.ceil(widest) + 8 + (y.label === '' ? 0 : labelHeight);
  const below = tickHeight + (x.label === '' ? 0 : labelHeight);
  const plot = {
    x: box.x + left,
    y: box.y + 6,
    width: Math.max(1, box.width - left - 10),
    height: Math.max(1, box.height - 6 - below),
  };
  const at = (xPart: number, yPart: number): ChartPoint => [
    plot.x + xPart * plot.width,
    plot.y + (1 - yPart) * plot.height,
  ];
  const marks: ChartMark[] = [
    ...rangeMarks(x, y, plot, at),
    {
      kind: 'lines',
      look: 'grid',
      lines: [
        ...(y.kind === 'category' ? [] : y.ticks.map((tick) => [at(0, tick.at), at(1, tick.at)])),
        ...(x.kind === 'category' ? [] : x.ticks.map((tick) => [at(tick.at, 0), at(tick.at, 1)])),
      ],
    },
    { kind: 'lines', look: 'axis', lines: [[at(0, 1), at(0, 0), at(1, 0)]] },
    ...xTickMarks(x, plot, at),
    ...(isWithoutY ? [] : yTickMarks(yTicks, plot)),
  ];
  if (x.label !== '') {
    const text = fitText(x.label, box.width, textSize);
    const middle = Math.max(box.x + textWidth(text, textSize) / 2, plot.x + plot.width / 2);
    marks.push({ kind: 'text', look: 'label', at: [middle, box.y + box.height - 4], text, anchor: 'middle' });
  }
  if (y.label !== '' && !isWithoutY) {
    const text = fitText(y.label, plot.height + below, textSize);
    marks.push({
      kind: 'text',
      look: 'label',
      at: [box.x + textSize, plot.y + plot.height / 2],
      text,
      anchor: 'middle',
      isTurned: true,
    });
  }
  return { plot, marks, at };
}

/** The bounds of the search space: lines at both, so that values at an edge are seen to be there. */
function rangeMarks(x: Axis, y: Axis, plot: ChartRect, at: ChartFrame['at']): readonly ChartMark[] {
  const rects: ChartRect[] = [];
  const lines: ChartPoint[][] = [];
  if (x.range !== undefined) {
    const [low, high] = x.range;
    rects.push({ x: at(low, 0)[0], y: plot.y, width: (high - low) * plot.width, height: plot.height });
    lines.push([at(low, 0), at(low, 1)], [at(high, 0), at(high, 1)]);
  }
  if (y.range !== undefined && x.range === undefined) {
    const [low, high] = y.range;
    rects.push({ x: plot.x, y: at(0, high)[1], width: plot.width, height: (high - low) * plot.height });
  }
  if (y.range !== undefined) lines.push(...y.range.map((part) => [at(0, part), at(1, part)]));
  return rects.length + lines.length === 0
    ? []
    : [
        { kind: 'rects', look: 'range', rects },
        { kind: 'lines', look: 'edge', lines },
      ];
}

function xTickMarks(x: Axis, plot: ChartRect, at: ChartFrame['at']): readonly ChartMark[] {
  const room = x.kind === 'category' ? Math.max(30, plot.width / Math.max(1, x.ticks.length) - 6) : plot.width / 2;
  let free = Number.NEGATIVE_INFINITY;
  return x.ticks.flatMap((tick): readonly ChartMark[] => {
    const text = fitText(tick.text, room, textSize);
    const half = textWidth(text, textSize) / 2;
    const [middle] = at(tick.at, 0);
    // A tick whose text would run into that of the one before keeps its line and loses its text.
    if (middle - half < free) return [];
    free = middle + half + 6;
    return [{ kind: 'text', look: 'text', at: [middle, plot.y + plot.height + 14], text, anchor: 'middle' }];
  });
}

function yTickMarks(ticks: readonly AxisTick[], plot: ChartRect): readonly ChartMark[] {
  let free = Number.POSITIVE_INFINITY;
  return ticks.flatMap(({ at, text }): readonly ChartMark[] => {
    const y = plot.y + (1 - at) * plot.height;
    if (y > free) return [];
    free = y - textSize;
    return [{ kind: 'text', look: 'text', at: [plot.x - 6, y + textSize / 3], text, anchor: 'end' }];
  });
}
