import { compareByGoal, type PrimaryMetricGoal } from '@hyperdrive-run/core';
import { durationAxis } from '../axes/duration-axis.js';
import { metricAxis } from '../axes/metric-axis.js';
import { numericAxis } from '../axes/numeric-axis.js';
import type { ChartData, ChartTrial } from '../data/chart-data.js';
import { type JudgedTrial, judgeTrials } from '../data/judged-trials.js';
import { trialName, trialTitle } from '../data/trial-name.js';
import { layoutFrame } from '../scene/chart-frame.js';
import type { ChartMark, ChartPoint, ChartScene, ChartSize } from '../scene/chart-scene.js';
import { emptyScene } from '../scene/empty-scene.js';
import { thinDots } from '../scene/thin-dots.js';
import { thinLine } from '../scene/thin-line.js';
import { countText } from '../text/count-text.js';
import { formatDuration } from '../text/format-duration.js';
import { formatNumber } from '../text/format-number.js';
import { chosenMarks } from './chosen-marks.js';

/** How the best so far is drawn. */
export interface BestSoFarOptions extends ChartSize {
  /** Along what: the trials in their order (the default), or the time at which each value was logged. */
  readonly over?: 'trials' | 'time' | undefined;
}

/** A trial with its place along the chart, and the best value up to it. */
interface Step extends JudgedTrial {
  /** The number of the trial, from 1, or milliseconds since the first one began. */
  readonly x: number;
  readonly best: number;
  readonly isBetter: boolean;
}

/** The value of each trial, and the best one so far: whether the search still improves. */
export function bestSoFarChart(data: ChartData, options: BestSoFarOptions = {}): ChartScene {
  const { width = 640, height = 360, over = 'trials' } = options;
  const { judged, best, notes, all } = judgeTrials(data);
  const title = `Best ${data.metric} so far`;
  const columns = ['trial', over === 'trials' ? 'number' : 'seconds', data.metric, 'best so far'];
  const { steps, untimed } = over === 'trials' ? overTrials(all, judged, data.goal) : overTime(all, judged, data.goal);
  const timeNotes = untimed === 0 ? [] : [`${countText(untimed, 'trial has', 'trials have')} no time.`];
  if (steps.length === 0 || best === undefined) {
    const reason = 'No trial has a value to draw yet.';
    return emptyScene({ kind: 'best', width, title, reason, notes: [...notes, ...timeNotes], columns });
  }
  const alongs = steps.map((step) => step.x);
  const x =
    over === 'trials'
      ? numericAxis({ label: 'trials, in their order', values: alongs, ticks: width / 90, format: wholeNumber })
      : durationAxis('time since the first trial began', [0, ...alongs], width / 110);
  const y = metricAxis(
    data,
    steps.map(({ value }) => value),
  );
  const frame = layoutFrame({ x, y, box: { x: 0, y: 0, width, height } });
  const at = (along: number, value: number): ChartPoint => frame.at(x.place(along) ?? 0, y.place(value) ?? 0);
  const places = steps.map(({ x: along, value }) => at(along, value));
  const line = steps.flatMap(({ x: along, best: value }, index): readonly ChartPoint[] => {
    const before = steps[index - 1];
    return before === undefined ? [at(along, value)] : [at(along, before.best), at(along, value)];
  });
  const bestAt = places[steps.findIndex(({ trial }) => trial.runId === best.trial.runId)];
  const marks: ChartMark[] = [
    ...frame.marks,
    { kind: 'dots', look: 'dot', radius: 2.5, dots: thinDots(places) },
    { kind: 'lines', look: 'best-line', lines: [thinLine(line)] },
    ...chosenMarks(
      steps.map(({ trial }, index) => ({ trial, at: places[index] })),
      data.chosen,
    ),
    ...(bestAt === undefined ? [] : [{ kind: 'dots', look: 'best-dot', radius: 5, dots: [bestAt] } as const]),
  ];
  return {
    kind: 'best',
    width,
    height,
    title,
    description: describe(data, steps, best),
    notes: [...notes, ...timeNotes],
    marks,
    plots: [frame.plot],
    targets: steps.map(({ trial, value, best: soFar, x: along }, index) => ({
      at: places[index] ?? [0, 0],
      runId: trial.runId,
      lines: [
        trialTitle(trial),
        `${data.metric}: ${formatNumber(value)}`,
        `best so far: ${formatNumber(soFar)}`,
        ...(over === 'time' ? [`after ${formatDuration(along)}`] : []),
      ],
    })),
    table: {
      columns,
      rows: steps.map(({ trial, x: along, value, best: soFar }) => [
        trialName(trial),
        over === 'trials' ? along : along / 1000,
        value,
        soFar,
      ]),
    },
  };
}

function wholeNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : '';
}

interface Steps {
  readonly steps: readonly Step[];
  /** How many have no time at which they could be drawn. */
  readonly untimed: number;
}

function overTrials(all: readonly ChartTrial[], judged: readonly JudgedTrial[], goal: PrimaryMetricGoal): Steps {
  const numbers = new Map(all.map(({ runId }, index) => [runId, index + 1]));
  return { steps: toSteps(judged, ({ trial }) => numbers.get(trial.runId) ?? 0, goal), untimed: 0 };
}

function overTime(all: readonly ChartTrial[], judged: readonly JudgedTrial[], goal: PrimaryMetricGoal): Steps {
  const timeOf = ({ trial, origin }: JudgedTrial): number =>
    (origin?.time ?? trial.endTime ?? trial.startTime)?.getTime() ?? Number.NaN;
  const timed = judged.filter((trial) => Number.isFinite(timeOf(trial))).toSorted((a, b) => timeOf(a) - timeOf(b));
  const begins = [...all.map(({ startTime }) => startTime?.getTime() ?? Number.NaN), ...timed.map(timeOf)];
  const first = begins.reduce((least, time) => (time < least ? time : least), Number.POSITIVE_INFINITY);
  return { steps: toSteps(timed, (trial) => timeOf(trial) - first, goal), untimed: judged.length - timed.length };
}

function toSteps(
  trials: readonly JudgedTrial[],
  along: (trial: JudgedTrial) => number,
  goal: PrimaryMetricGoal,
): readonly Step[] {
  let best: number | undefined;
  return trials.map((trial) => {
    const isBetter = best === undefined || compareByGoal(goal, trial.value, best) < 0;
    if (best === undefined || isBetter) best = trial.value;
    return { ...trial, x: along(trial), best, isBetter };
  });
}

function describe({ metric, goal }: ChartData, steps: readonly Step[], best: JudgedTrial): string {
  const better = goal === 'maximize' ? 'higher is better' : 'lower is better';
  const since = steps.length - 1 - steps.findLastIndex(({ isBetter }) => isBetter);
  const after =
    since === 0 ? 'The last one improved it.' : `The last ${countText(since, 'trial', 'trials')} did not improve it.`;
  return `The ${metric} of ${countText(steps.length, 'trial', 'trials')} (${better}). The best is ${formatNumber(best.value)} of ${trialTitle(best.trial)}. ${after}`;
}
