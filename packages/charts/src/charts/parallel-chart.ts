import { compareByGoal } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import type { Axis } from '../axes/axis.js';
import { hyperparameterAxis } from '../axes/hyperparameter-axis.js';
import { metricAxis } from '../axes/metric-axis.js';
import type { ChartData } from '../data/chart-data.js';
import { hyperparameterNames } from '../data/hyperparameter-names.js';
import { type JudgedTrial, judgeTrials } from '../data/judged-trials.js';
import { trialName, trialTitle } from '../data/trial-name.js';
import { textSize } from '../scene/chart-frame.js';
import type { BrushAxis, ChartMark, ChartPoint, ChartScene, ChartSize, ChartTarget } from '../scene/chart-scene.js';
import { emptyScene } from '../scene/empty-scene.js';
import { scaleClasses, scaleClassOf } from '../scene/scale-class.js';
import { countText } from '../text/count-text.js';
import { fitText, textWidth } from '../text/fit-text.js';
import { formatNumber } from '../text/format-number.js';
import { formatValue } from '../text/format-value.js';

/** How parallel coordinates are drawn. */
export interface ParallelOptions extends ChartSize {
  /** Which hyperparameters, from left to right; all of them by default. */
  readonly hyperparameters?: readonly string[] | undefined;
  /** The ids of the trials inside ranges that somebody chose: the lines of the others are faint. */
  readonly inside?: readonly string[] | undefined;
}

/** Of more trials than this the best and an even choice of the others are drawn. */
const mostLines = 1500;
const mostBest = 300;
/** Above the axes their names, below them the place of trials that lack the hyperparameter. */
const axesTop = 26;
const belowAxis = 24;
/** Into so many steps the axis of a number is divided for those who choose a range with keys. */
const brushSteps = 40;

/** An axis at its place. */
interface PlacedAxis {
  readonly name: string;
  readonly axis: Axis;
  readonly x: number;
  readonly valueOf: (trial: JudgedTrial) => number | undefined;
  readonly textOf: (trial: JudgedTrial) => string;
}

/** Every trial as a line through its hyperparameters to its value, coloured by the value. */
export function parallelChart(data: ChartData, options: ParallelOptions = {}): ChartScene {
  const { width = 640, height = 360, hyperparameters } = options;
  const inside = options.inside && new Set(options.inside);
  const { judged, best, notes } = judgeTrials(data);
  const names = hyperparameters ?? hyperparameterNames(data);
  const title = `Hyperparameters and ${data.metric}`;
  const columns = ['trial', ...names, data.metric];
  if (best === undefined || names.length === 0) {
    const reason = names.length === 0 ? 'No trial has hyperparameters.' : 'No trial has a value to draw yet.';
    return emptyScene({ kind: 'parallel', width, title, reason, notes, columns });
  }
  const axes = placeAxes(data, judged, { names, width });
  const bottom = height - belowAxis;
  const heightOf = (part: number | undefined): number =>
    part === undefined ? height - 8 : bottom - part * (bottom - axesTop);
  const drawn = thinOut(judged, data);
  const lineOf = (trial: JudgedTrial): readonly ChartPoint[] =>
    axes.map(({ x, valueOf }) => [x, heightOf(valueOf(trial))]);
  const isInside = ({ trial }: JudgedTrial): boolean => inside === undefined || inside.has(trial.runId);
  const last = axes.at(-1);
  const chosen = new Set(data.chosen);
  return {
    kind: 'parallel',
    width,
    height,
    title,
    description: `${countText(judged.length, 'trial', 'trials')} as lines through ${countText(names.length, 'hyperparameter', 'hyperparameters')} to ${data.metric}. The best is ${formatNumber(best.value)} of ${trialTitle(best.trial)}.`,
    notes: drawn.length < judged.length ? [...notes, thinnedNote(drawn.length, judged.length)] : notes,
    marks: [
      { kind: 'lines', look: 'faint-line', lines: drawn.filter((trial) => !isInside(trial)).map(lineOf) },
      ...scaleClasses.map((step): ChartMark => {
        const lines = drawn
          .filter((trial) => isInside(trial) && scaleClassOf(last?.valueOf(trial) ?? 0) === step)
          .map(lineOf);
        return { kind: 'lines', look: `scale-line-${step}`, lines };
      }),
      { kind: 'lines', look: 'whisker', lines: judged.filter(({ trial }) => chosen.has(trial.runId)).map(lineOf) },
      { kind: 'lines', look: 'best-line', lines: [lineOf(best)] },
      ...axes.flatMap((axis, index) => axisMarks(axis, { heightOf, index, axes, width })),
      ...scaleMarks(last, heightOf),
      ...missingMarks(axes, drawn, height),
    ],
    plots: [{ x: 0, y: axesTop, width, height: height - axesTop }],
    targets: targetsOf(axes.toReversed(), drawn, { heightOf, data }),
    table: {
      columns,
      rows: judged.map((trial) => [
        trialName(trial.trial),
        ...names.map((name) => formatValue(trial.trial.hyperparameters?.get(name))),
        trial.value,
      ]),
    },
    brushes: axes.map(({ name, axis, x, valueOf }): BrushAxis => {
      const places = judged.map((trial) => [trial.trial.runId, heightOf(valueOf(trial))] as const);
      return {
        name,
        x,
        top: axesTop,
        low: bottom,
        bottom: height,
        steps: axis.kind === 'category' ? axis.ticks.length : brushSteps,
        textAt: (y) => formatValue(rounded(axis.valueAt((bottom - y) / (bottom - axesTop)))),
        places: new Map(places),
      };
    }),
  };
}

/** A place on an axis is no more exact than its pixels. */
function rounded(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'number' ? Number(value.toPrecision(3)) : value;
}

function placeAxes(
  data: ChartData,
  judged: readonly JudgedTrial[],
  { names, width }: { readonly names: readonly string[]; readonly width: number },
): readonly PlacedAxis[] {
  const valueAxis = metricAxis(
    data,
    judged.map(({ value }) => value),
  );
  const [left, right] = [Math.min(60, width / 8), 60];
  const xOf = (index: number): number => left + (index * (width - left - right)) / names.length;
  return [
    ...names.map((name, index): PlacedAxis => {
      const axis = hyperparameterAxis(name, data);
      const read = ({ trial }: JudgedTrial) => trial.hyperparameters?.get(name);
      return {
        name,
        axis,
        x: xOf(index),
        valueOf: (trial) => axis.place(read(trial)),
        textOf: (trial) => formatValue(read(trial)),
      };
    }),
    {
      name: data.metric,
      axis: valueAxis,
      x: xOf(names.length),
      valueOf: ({ value }) => valueAxis.place(value),
      textOf: ({ value }) => formatNumber(value),
    },
  ];
}

/** The best trials, and every so many of the others, in their order. */
function thinOut(judged: readonly JudgedTrial[], { goal }: ChartData): readonly JudgedTrial[] {
  if (judged.length <= mostLines) return judged;
  const sorted = judged.toSorted((a, b) => compareByGoal(goal, a.value, b.value));
  const others = sorted.slice(mostBest);
  const every = others.length / (mostLines - mostBest);
  const kept = new Set(sorted.slice(0, mostBest));
  for (let at = 0; at < others.length; at += every) {
    const other = others[Math.floor(at)];
    if (other !== undefined) kept.add(other);
  }
  return judged.filter((trial) => kept.has(trial));
}

function thinnedNote(drawn: number, all: number): string {
  return `${drawn} of ${all} trials are drawn: the ${mostBest} best and an even choice of the others.`;
}

interface AxisPlan {
  readonly heightOf: (part: number) => number;
  readonly index: number;
  readonly axes: readonly PlacedAxis[];
  readonly width: number;
}

function axisMarks({ axis, x }: PlacedAxis, plan: AxisPlan): readonly ChartMark[] {
  const { heightOf, index, axes, width } = plan;
  const next = axes[index + 1]?.x ?? width;
  const room = Math.max(12, next - x - 10);
  const title = placeTitle(axis.label, x, titleRoom(plan));
  let free = Number.POSITIVE_INFINITY;
  const ticks = axis.ticks.flatMap(({ at, text: tick }): readonly ChartMark[] => {
    const y = heightOf(at);
    if (y > free) return [];
    free = y - textSize - 2;
    return [{ kind: 'text', look: 'text', at: [x + 6, y + 4], text: fitText(tick, room, textSize), anchor: 'start' }];
  });
  return [
    {
      kind: 'lines',
      look: 'axis',
      lines: [
        [
          [x, heightOf(0)],
          [x, heightOf(1)],
        ],
      ],
    },
    {
      kind: 'lines',
      look: 'axis',
      lines: axis.ticks.map(({ at }) => [
        [x - 3, heightOf(at)],
        [x + 3, heightOf(at)],
      ]),
    },
    ...ticks,
    { kind: 'text', look: 'heading', at: [title.x, 14], text: title.text, anchor: 'middle' },
  ];
}

/** From where to where the title of an axis may go. */
interface TitleRoom {
  readonly left: number;
  readonly right: number;
}

/** Halfway to the axes beside it; that of the last one goes to the end of the chart. */
function titleRoom({ axes, index, width }: AxisPlan): TitleRoom {
  const [before, x, after] = [axes[index - 1]?.x, axes[index]?.x ?? 0, axes[index + 1]?.x];
  // Headings are bold, and wider than their letters are thought to be.
  const apart = 7;
  return {
    left: before === undefined ? 2 : (before + x) / 2 + apart,
    right: after === undefined ? width - 2 : (x + after) / 2 - apart,
  };
}

/** The title over its axis, or as near to that as there is room. */
function placeTitle(
  label: string,
  x: number,
  { left, right }: TitleRoom,
): { readonly text: string; readonly x: number } {
  const text = fitText(label, right - left, textSize);
  const half = textWidth(text, textSize) / 2;
  return { text, x: Math.max(left + half, Math.min(right - half, x)) };
}

/** The colours, along the axis of the metric. */
function scaleMarks(last: PlacedAxis | undefined, heightOf: (part: number) => number): readonly ChartMark[] {
  if (last === undefined) return [];
  return scaleClasses.map((step): ChartMark => {
    const [low, high] = [heightOf(step / 8), heightOf((step + 1) / 8)];
    return { kind: 'rects', look: `scale-${step}`, rects: [{ x: last.x - 3, y: high, width: 6, height: low - high }] };
  });
}

function missingMarks(
  axes: readonly PlacedAxis[],
  drawn: readonly JudgedTrial[],
  height: number,
): readonly ChartMark[] {
  return axes
    .filter(({ valueOf }) => drawn.some((trial) => valueOf(trial) === undefined))
    .map(
      ({ x }): ChartMark => ({ kind: 'text', look: 'text', at: [x + 6, height - 4], text: 'none', anchor: 'start' }),
    );
}

function targetsOf(
  axes: readonly PlacedAxis[],
  drawn: readonly JudgedTrial[],
  { heightOf, data }: { readonly heightOf: (part: number | undefined) => number; readonly data: ChartData },
): readonly ChartTarget[] {
  return axes.flatMap(({ name, x, valueOf, textOf }) =>
    drawn.map((trial): ChartTarget => {
      const own = name === data.metric ? [] : [`${name}: ${textOf(trial)}`];
      return {
        at: [x, heightOf(valueOf(trial))],
        runId: trial.trial.runId,
        lines: [trialTitle(trial.trial), ...own, `${data.metric}: ${formatNumber(trial.value)}`],
      };
    }),
  );
}
