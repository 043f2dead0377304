import type { Axis } from '../axes/axis.js';
import { hyperparameterAxis } from '../axes/hyperparameter-axis.js';
import { metricAxis } from '../axes/metric-axis.js';
import type { ChartData } from '../data/chart-data.js';
import { hyperparameterNames } from '../data/hyperparameter-names.js';
import { type JudgedTrial, judgeTrials } from '../data/judged-trials.js';
import { measuredImportance } from '../data/measured-importance.js';
import { trialName, trialTitle } from '../data/trial-name.js';
import { type ChartFrame, layoutFrame, textSize } from '../scene/chart-frame.js';
import type { ChartMark, ChartPoint, ChartRect, ChartScene, ChartSize } from '../scene/chart-scene.js';
import { emptyScene } from '../scene/empty-scene.js';
import { type ScaleClass, scaleClasses, scaleClassOf } from '../scene/scale-class.js';
import { thinDots } from '../scene/thin-dots.js';
import { countText } from '../text/count-text.js';
import { fitText } from '../text/fit-text.js';
import { formatNumber } from '../text/format-number.js';
import { formatValue } from '../text/format-value.js';
import { chosenMarks } from './chosen-marks.js';
import { type GridSide, interpolateGrid } from './interpolate-grid.js';

/** How a contour is drawn. */
export interface ContourOptions extends ChartSize {
  /** The hyperparameter from left to right. Without it the most important one. */
  readonly x?: string | undefined;
  /** The hyperparameter from below to above. Without it the next most important one. */
  readonly y?: string | undefined;
}

/** Cells along an axis of numbers. */
const cells = 40;
/** Right of the plot: the colours and their values. */
const scaleRoom = 76;

type Placed = JudgedTrial & { readonly at: ChartPoint; readonly along: number; readonly up: number };

/** The metric over two hyperparameters: interpolated between the trials, which are drawn as dots. */
export function contourChart(data: ChartData, options: ContourOptions = {}): ChartScene {
  const { width = 640, height = 400 } = options;
  const judged = judgeTrials(data);
  const [xName, yName] = chooseNames(data, options);
  const title = `${data.metric} over ${xName ?? ''} and ${yName ?? ''}`;
  const columns = ['trial', xName ?? '', yName ?? '', data.metric];
  if (judged.best === undefined || xName === undefined || yName === undefined) {
    const reason =
      judged.best === undefined ? 'No trial has a value to draw yet.' : 'There are no two hyperparameters to compare.';
    return emptyScene({
      kind: 'contour',
      width,
      title: `${data.metric} over two hyperparameters`,
      reason,
      notes: judged.notes,
      columns,
    });
  }
  const [x, y] = [hyperparameterAxis(xName, data), hyperparameterAxis(yName, data)];
  const frame = layoutFrame({ x, y, box: { x: 0, y: 0, width: width - scaleRoom, height } });
  const scale = metricAxis(
    data,
    judged.judged.map(({ value }) => value),
    { isTight: true },
  );
  const placed = judged.judged.flatMap((one): readonly Placed[] => {
    const along = x.place(one.trial.hyperparameters?.get(xName));
    const up = y.place(one.trial.hyperparameters?.get(yName));
    return along === undefined || up === undefined ? [] : [{ ...one, along, up, at: frame.at(along, up) }];
  });
  const bestAt = placed.find(({ trial }) => trial.runId === judged.best?.trial.runId)?.at;
  const missing = judged.judged.length - placed.length;
  const dots = thinDots(placed.map(({ at }) => at));
  return {
    kind: 'contour',
    width,
    height,
    title,
    description: `The ${data.metric} of ${countText(placed.length, 'trial', 'trials')} over ${xName} and ${yName}, interpolated near them. The best is ${formatNumber(judged.best.value)} of ${trialTitle(judged.best.trial)}.`,
    notes: [
      ...judged.notes,
      ...(missing === 0 ? [] : [`${countText(missing, 'trial lacks', 'trials lack')} one of the two.`]),
    ],
    marks: [
      ...fieldMarks({ x, y, frame, placed, scale }),
      ...frame.marks,
      { kind: 'dots', look: 'ring', radius: 3, dots },
      { kind: 'dots', look: 'chosen-dot', radius: 2, dots },
      ...chosenMarks(placed, data.chosen),
      ...bestMarks(bestAt),
      ...scaleMarks(scale, frame.plot),
    ],
    plots: [frame.plot],
    targets: placed.map(({ trial, value, at }) => ({
      at,
      runId: trial.runId,
      lines: [
        trialTitle(trial),
        `${xName}: ${formatValue(trial.hyperparameters?.get(xName))}`,
        `${yName}: ${formatValue(trial.hyperparameters?.get(yName))}`,
        `${data.metric}: ${formatNumber(value)}`,
      ],
    })),
    table: {
      columns,
      rows: placed.map(({ trial, value }) => [
        trialName(trial),
        formatValue(trial.hyperparameters?.get(xName)),
        formatValue(trial.hyperparameters?.get(yName)),
        value,
      ]),
    },
  };
}

function chooseNames(data: ChartData, { x, y }: ContourOptions): readonly (string | undefined)[] {
  if (x !== undefined && y !== undefined) return [x, y];
  const important = measuredImportance(data).importances.map(({ name }) => name);
  const others = [...new Set([...important, ...hyperparameterNames(data)])].filter((name) => name !== x && name !== y);
  const first = x ?? others.shift();
  return [first, y ?? others.shift()];
}

interface Field {
  readonly x: Axis;
  readonly y: Axis;
  readonly frame: ChartFrame;
  readonly placed: readonly Placed[];
  readonly scale: Axis;
}

/** The interpolated values as rectangles, those of one colour and row that lie beside each other as one. */
function fieldMarks({ x, y, frame, placed, scale }: Field): readonly ChartMark[] {
  const [columns, rows] = [sideOf(x), sideOf(y)];
  // Between the parts of the scale, so that a logarithmic metric is interpolated by its logarithm.
  const samples = placed.flatMap(({ along, up, value }) => {
    const part = scale.place(value);
    return part === undefined ? [] : [{ x: along, y: up, value: part }];
  });
  const grid = interpolateGrid(samples, columns, rows);
  const rects = new Map<ScaleClass, ChartRect[]>(scaleClasses.map((step) => [step, []]));
  for (let row = 0; row < rows.cells; row += 1) {
    for (let from = 0, to = 0; from < columns.cells; from = to) {
      const step = classAt(grid[row * columns.cells + from]);
      for (to = from + 1; to < columns.cells && classAt(grid[row * columns.cells + to]) === step; ) to += 1;
      if (step === undefined) continue;
      const [left, top] = frame.at(from / columns.cells, (row + 1) / rows.cells);
      const [right, bottom] = frame.at(to / columns.cells, row / rows.cells);
      rects.get(step)?.push({ x: left, y: top, width: right - left, height: bottom - top });
    }
  }
  return [...rects].map(([step, found]): ChartMark => ({ kind: 'rects', look: `scale-${step}`, rects: found }));
}

function classAt(part: number | undefined): ScaleClass | undefined {
  return part === undefined ? undefined : scaleClassOf(part);
}

function sideOf(axis: Axis): GridSide {
  const isCategory = axis.kind === 'category';
  return { cells: isCategory ? Math.max(1, axis.ticks.length) : cells, isCategory };
}

/** The best trial, with a ring around it: its colour is near to some of the field. */
function bestMarks(at: ChartPoint | undefined): readonly ChartMark[] {
  if (at === undefined) return [];
  return [
    { kind: 'dots', look: 'ring', radius: 7, dots: [at] },
    { kind: 'dots', look: 'best-dot', radius: 5, dots: [at] },
  ];
}

/** The colours beside the plot, with their values. */
function scaleMarks(scale: Axis, plot: ChartRect): readonly ChartMark[] {
  const left = plot.x + plot.width + 14;
  const yOf = (part: number): number => plot.y + (1 - part) * plot.height;
  return [
    ...scaleClasses.map((step): ChartMark => {
      const rect = { x: left, y: yOf((step + 1) / 8), width: 12, height: plot.height / 8 };
      return { kind: 'rects', look: `scale-${step}`, rects: [rect] };
    }),
    ...scale.ticks.map(({ at, text }): ChartMark => {
      const fitted = fitText(text, scaleRoom - 34, textSize);
      return { kind: 'text', look: 'text', at: [left + 17, yOf(at) + 4], text: fitted, anchor: 'start' };
    }),
  ];
}
