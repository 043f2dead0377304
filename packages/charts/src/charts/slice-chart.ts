import type { Axis } from '../axes/axis.js';
import { hyperparameterAxis } from '../axes/hyperparameter-axis.js';
import { metricAxis } from '../axes/metric-axis.js';
import type { ChartData } from '../data/chart-data.js';
import { edgeOfRange } from '../data/edge-of-range.js';
import { hyperparameterNames } from '../data/hyperparameter-names.js';
import { type JudgedTrial, type JudgedTrials, judgeTrials } from '../data/judged-trials.js';
import { trialName, trialTitle } from '../data/trial-name.js';
import { layoutFrame } from '../scene/chart-frame.js';
import type { ChartMark, ChartPoint, ChartRect, ChartScene, ChartSize, ChartTarget } from '../scene/chart-scene.js';
import { emptyScene } from '../scene/empty-scene.js';
import { thinDots } from '../scene/thin-dots.js';
import { countText } from '../text/count-text.js';
import { formatNumber } from '../text/format-number.js';
import { formatValue } from '../text/format-value.js';
import { chosenMarks } from './chosen-marks.js';

/** How slices are drawn. The height follows from the number of hyperparameters. */
export interface SliceOptions extends Pick<ChartSize, 'width'> {
  /** Which hyperparameters; all of them by default. */
  readonly hyperparameters?: readonly string[] | undefined;
}

/** How wide a plot has to be at least, and how high each is. */
const leastWidth = 230;
const plotHeight = 210;

/** The metric against each hyperparameter, in plots with one scale: where good values are, and whether they are at an edge. */
export function sliceChart(data: ChartData, { width = 640, hyperparameters }: SliceOptions = {}): ChartScene {
  const judged = judgeTrials(data);
  const names = hyperparameters ?? hyperparameterNames(data);
  const title = `${data.metric} by hyperparameter`;
  const columns = ['trial', ...names, data.metric];
  if (judged.best === undefined || names.length === 0) {
    const reason = names.length === 0 ? 'No trial has hyperparameters.' : 'No trial has a value to draw yet.';
    return emptyScene({ kind: 'slice', width, title, reason, notes: judged.notes, columns });
  }
  const y = metricAxis(
    data,
    judged.judged.map(({ value }) => value),
  );
  const axes = names.map((name) => hyperparameterAxis(name, data, 4));
  const boxes = layoutBoxes(axes, y, width);
  const slices = axes.map((x, index) => drawSlice(data, judged, { x, y, name: names[index] ?? '', ...boxes[index] }));
  const edges = slices.flatMap(({ edge }) => (edge === undefined ? [] : [edge]));
  const { best } = judged;
  return {
    kind: 'slice',
    width,
    height: plotHeight * Math.ceil(names.length / columnsOf(names.length, width)),
    title,
    description: [
      `The ${data.metric} of ${countText(judged.judged.length, 'trial', 'trials')} against each of ${countText(names.length, 'hyperparameter', 'hyperparameters')}.`,
      `The best is ${formatNumber(best.value)} of ${trialTitle(best.trial)}.`,
      ...edges,
    ].join(' '),
    notes: [...judged.notes, ...slices.flatMap(({ notes }) => notes)],
    marks: slices.flatMap(({ marks }) => marks),
    plots: slices.map(({ plot }) => plot),
    targets: slices.flatMap(({ targets }) => targets),
    table: {
      columns,
      rows: judged.judged.map(({ trial, value }) => [
        trialName(trial),
        ...names.map((name) => cellOf(trial.hyperparameters?.get(name))),
        value,
      ]),
    },
  };
}

function cellOf(value: Parameters<typeof formatValue>[0]): string | number | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'number' ? value : formatValue(value);
}

interface SliceBox {
  readonly box: ChartRect;
  readonly isWithoutY: boolean;
}

function columnsOf(count: number, width: number): number {
  return Math.max(1, Math.min(count, Math.floor(width / leastWidth)));
}

/** The places of the plots: only the first of a row has the ticks of the metric, which take a room of their own. */
function layoutBoxes(axes: readonly Axis[], y: Axis, width: number): readonly SliceBox[] {
  const columns = columnsOf(axes.length, width);
  const [first] = axes;
  if (first === undefined) return [];
  const probe = layoutFrame({ x: first, y, box: { x: 0, y: 0, width: width / columns, height: plotHeight } });
  const extra = probe.plot.x - 4;
  const cell = (width - extra) / columns;
  return axes.map((_, index) => {
    const column = index % columns;
    const left = column === 0 ? 0 : extra + column * cell;
    const box = {
      x: left,
      y: Math.floor(index / columns) * plotHeight,
      width: column === 0 ? cell + extra : cell,
      height: plotHeight - 8,
    };
    return { box, isWithoutY: column > 0 };
  });
}

interface Slice {
  readonly marks: readonly ChartMark[];
  readonly plot: ChartRect;
  readonly targets: readonly ChartTarget[];
  readonly notes: readonly string[];
  /** That the best value is at an edge of the range, in a sentence. */
  readonly edge: string | undefined;
}

interface SlicePlan extends Partial<SliceBox> {
  readonly x: Axis;
  readonly y: Axis;
  readonly name: string;
}

function drawSlice(data: ChartData, { judged, best }: JudgedTrials, plan: SlicePlan): Slice {
  const { x, y, name, box = { x: 0, y: 0, width: 1, height: 1 }, isWithoutY } = plan;
  const frame = layoutFrame({ x, y, box, isWithoutY });
  const placed = judged.flatMap((one): readonly (JudgedTrial & { readonly at: ChartPoint })[] => {
    const along = x.place(one.trial.hyperparameters?.get(name));
    const up = y.place(one.value);
    return along === undefined || up === undefined ? [] : [{ ...one, at: frame.at(along, up) }];
  });
  const bestAt = placed.find(({ trial }) => trial.runId === best?.trial.runId)?.at;
  const bestPlace = best && x.place(best.trial.hyperparameters?.get(name));
  const edge = bestPlace === undefined ? undefined : edgeOfRange(x, bestPlace);
  const missing = judged.length - placed.length;
  return {
    plot: frame.plot,
    marks: [
      ...frame.marks,
      { kind: 'dots', look: 'dot', radius: 2.5, dots: thinDots(placed.map(({ at }) => at)) },
      ...chosenMarks(placed, data.chosen),
      ...(bestAt === undefined ? [] : [{ kind: 'dots', look: 'best-dot', radius: 5, dots: [bestAt] } as const]),
    ],
    targets: placed.map(({ trial, value, at }) => ({
      at,
      runId: trial.runId,
      lines: [
        trialTitle(trial),
        `${name}: ${formatValue(trial.hyperparameters?.get(name))}`,
        `${data.metric}: ${formatNumber(value)}`,
      ],
    })),
    notes: missing === 0 ? [] : [`${countText(missing, 'trial has', 'trials have')} no ${name}.`],
    edge: edge && `Its ${name} is at the ${edge} edge of the range: better values may lie beyond it.`,
  };
}
