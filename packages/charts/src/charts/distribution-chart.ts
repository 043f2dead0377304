import { type Axis } from '../axes/axis.js';
import { metricAxis } from '../axes/metric-axis.js';
import { numericAxis } from '../axes/numeric-axis.js';
import type { ChartData } from '../data/chart-data.js';
import { type JudgedTrials, judgeTrials } from '../data/judged-trials.js';
import { trialName, trialTitle } from '../data/trial-name.js';
import { type ChartFrame, layoutFrame } from '../scene/chart-frame.js';
import type { ChartMark, ChartPoint, ChartScene, ChartSize } from '../scene/chart-scene.js';
import { emptyScene } from '../scene/empty-scene.js';
import { thinLine } from '../scene/thin-line.js';
import { countText } from '../text/count-text.js';
import { formatNumber } from '../text/format-number.js';

/** How a distribution is drawn. */
export interface DistributionOptions extends ChartSize {
  /**
   * - `histogram` (the default): how many trials have a value in each of some intervals
   * - `edf`: the part of the trials up to each value (the empirical distribution function)
   */
  readonly form?: 'histogram' | 'edf' | undefined;
}

/** How the values of the trials are distributed. */
export function distributionChart(data: ChartData, options: DistributionOptions = {}): ChartScene {
  const { width = 640, height = 300, form = 'histogram' } = options;
  const judged = judgeTrials(data);
  const title = `Distribution of ${data.metric}`;
  const columns = form === 'edf' ? ['trial', data.metric, 'part'] : ['from', 'to', 'trials'];
  if (judged.best === undefined) {
    const reason = 'No trial has a value to draw yet.';
    return emptyScene({ kind: 'distribution', width, title, reason, notes: judged.notes, columns });
  }
  const values = judged.judged.map(({ value }) => value).toSorted((a, b) => a - b);
  const x = metricAxis(data, values, { ticks: width / 100 });
  const plan: Plan = { data, judged, values, x, box: { x: 0, y: 0, width, height } };
  const drawn = form === 'edf' ? drawEdf(plan) : drawHistogram(plan);
  const middle = values[Math.floor((values.length - 1) / 2)] ?? 0;
  return {
    kind: 'distribution',
    width,
    height,
    title,
    description: `The ${data.metric} of ${countText(values.length, 'trial', 'trials')}: from ${formatNumber(values[0] ?? 0)} to ${formatNumber(values.at(-1) ?? 0)}, half of them up to ${formatNumber(middle)}. The line marks the best, ${trialTitle(judged.best.trial)}.`,
    notes: judged.notes,
    marks: [...drawn.marks, ...bestMarks(plan, drawn.frame)],
    plots: [drawn.frame.plot],
    targets: drawn.targets,
    table: { columns, rows: drawn.rows },
  };
}

interface Plan {
  readonly data: ChartData;
  readonly judged: JudgedTrials;
  /** From the least to the greatest. */
  readonly values: readonly number[];
  readonly x: Axis;
  readonly box: Parameters<typeof layoutFrame>[0]['box'];
}

type Drawn = Pick<ChartScene, 'marks' | 'targets'> & {
  readonly frame: ChartFrame;
  readonly rows: ChartScene['table']['rows'];
};

function drawHistogram({ values, x, box }: Plan): Drawn {
  const [first, last] = [x.place(values[0]) ?? 0, x.place(values.at(-1)) ?? 1];
  // Sturges' rule would hide the shape of many trials, the root makes too many bars of few.
  const count = first === last ? 1 : Math.min(40, Math.max(5, Math.ceil(Math.sqrt(values.length))));
  const binOf = (value: number): number =>
    first === last ? 0 : Math.min(count - 1, Math.floor((((x.place(value) ?? 0) - first) / (last - first)) * count));
  const bins = Array.from({ length: count }, (): number[] => []);
  for (const value of values) bins[binOf(value)]?.push(value);
  const counts = bins.map(({ length }) => length);
  const y = numericAxis({
    label: 'trials',
    values: counts,
    fromZero: true,
    format: (value) => (Number.isInteger(value) ? String(value) : ''),
  });
  const frame = layoutFrame({ x, y, box });
  const partOf = (bin: number): number =>
    first === last ? first + (bin - 0.5) * 0.1 : first + (bin / count) * (last - first);
  const rects = counts.map((one, bin) => {
    const [left, top] = frame.at(partOf(bin), y.place(one) ?? 0);
    const [right, bottom] = frame.at(partOf(bin + 1), 0);
    return { x: left, y: top, width: Math.max(1, right - left - 1), height: bottom - top };
  });
  // What is in a bin is known better than its bounds are read: its least and its greatest value.
  const filled = bins.flatMap((bin, index) => {
    const rect = rects[index];
    const [from, to] = [bin[0], bin.at(-1)];
    return rect === undefined || from === undefined || to === undefined ? [] : [{ rect, from, to, count: bin.length }];
  });
  return {
    frame,
    marks: [...frame.marks, { kind: 'rects', look: 'bar', rects: filled.map(({ rect }) => rect) }],
    targets: filled.map(({ rect, from, to, count: trials }) => ({
      at: [rect.x + rect.width / 2, rect.y],
      lines: [countText(trials, 'trial', 'trials'), `${formatNumber(from)} to ${formatNumber(to)}`],
    })),
    rows: filled.map(({ from, to, count: trials }) => [from, to, trials]),
  };
}

function drawEdf({ data, judged, values, x, box }: Plan): Drawn {
  const y = numericAxis({
    label: 'part of the trials',
    values: [1],
    fromZero: true,
    format: (part) => `${Math.round(part * 100)} %`,
  });
  const frame = layoutFrame({ x, y, box });
  const sorted = judged.judged.toSorted((a, b) => a.value - b.value);
  const placed = sorted.map(({ trial, value }, index) => {
    const part = (index + 1) / values.length;
    return { trial, value, part, at: frame.at(x.place(value) ?? 0, y.place(part) ?? 0) };
  });
  const line = placed.flatMap(({ at }, index): readonly ChartPoint[] => {
    const [, before] = placed[index - 1]?.at ?? frame.at(0, y.place(0) ?? 0);
    return [[at[0], before], at];
  });
  const marks: readonly ChartMark[] = [...frame.marks, { kind: 'lines', look: 'series-0', lines: [thinLine(line)] }];
  return {
    frame,
    marks,
    targets: placed.map(({ trial, value, part, at }) => ({
      at,
      runId: trial.runId,
      lines: [trialTitle(trial), `${data.metric}: ${formatNumber(value)}`, `${Math.round(part * 100)} % have no more`],
    })),
    rows: placed.map(({ trial, value, part }) => [trialName(trial), value, part]),
  };
}

function bestMarks({ judged, x }: Plan, frame: ChartFrame): readonly ChartMark[] {
  const part = judged.best && x.place(judged.best.value);
  return part === undefined
    ? []
    : [{ kind: 'lines', look: 'best-line', lines: [[frame.at(part, 0), frame.at(part, 1)]] }];
}
