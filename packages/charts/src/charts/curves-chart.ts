import { compareByGoal } from '@hyperdrive-run/core';
import type { Axis } from '../axes/axis.js';
import { durationAxis } from '../axes/duration-axis.js';
import { metricAxis } from '../axes/metric-axis.js';
import { numericAxis } from '../axes/numeric-axis.js';
import type { ChartData, ChartTrial } from '../data/chart-data.js';
import { type JudgedTrials, judgeTrials } from '../data/judged-trials.js';
import { type PolicyLine, policyLine } from '../data/policy-line.js';
import { type CurveAxis, type CurvePoint, curveOf, haveSteps, type TrialCurve } from '../data/trial-curve.js';
import { trialName, trialTitle } from '../data/trial-name.js';
import { layoutFrame } from '../scene/chart-frame.js';
import { layoutLegend } from '../scene/chart-legend.js';
import type { ChartLook, ChartMark, ChartPoint, ChartScene, ChartSize } from '../scene/chart-scene.js';
import { emptyScene } from '../scene/empty-scene.js';
import { thinLine } from '../scene/thin-line.js';
import { countText } from '../text/count-text.js';
import { formatDuration } from '../text/format-duration.js';
import { formatNumber } from '../text/format-number.js';

/** How curves are drawn. */
export interface CurvesOptions extends ChartSize {
  /** Along what. By default the policy's count of logged values where one judges, else the step where every value has one. */
  readonly along?: CurveAxis | undefined;
  /** Whether other trials are drawn faintly behind. Default true. */
  readonly others?: boolean | undefined;
}

/** Without a choice so many of the best are compared. */
const bestShown = 5;
const mostCompared = 16;
const mostOthers = 100;

const axisLabels: Readonly<Record<CurveAxis, string>> = {
  logged: 'values logged',
  step: 'step',
  time: 'time since the trial began',
};

/** What the chosen trials logged over time, on one scale, with the line below which the policy stops trials. */
export function curvesChart(data: ChartData, options: CurvesOptions = {}): ChartScene {
  const { width = 640, height = 360 } = options;
  const judged = judgeTrials(data);
  const compared = chooseTrials(data, judged);
  const line = policyLine(data);
  const along = options.along ?? (line === undefined && haveSteps(compared, data.metric) ? 'step' : 'logged');
  const isPolicyDrawn = line !== undefined && along === 'logged';
  const curves = compared.map((trial) => curveOf(trial, data, along));
  const faint =
    options.others === false ? [] : otherTrials(judged, compared).map((trial) => curveOf(trial, data, along));
  const title = `Curves of ${data.metric}`;
  const columns = ['trial', axisLabels[along], data.metric];
  const notes = [...notesOf(data, curves, { line, isPolicyDrawn }), ...othersNote(judged, compared, faint)];
  const points = [...curves, ...faint].flatMap(({ pieces }) => pieces.flat());
  if (curves.every(({ pieces }) => pieces.length === 0)) {
    return emptyScene({ kind: 'curves', width, title, reason: 'No trial has values to draw yet.', notes, columns });
  }
  const legend = layoutLegend(
    [
      ...curves.map(({ trial }, index) => ({
        look: seriesLook(index),
        text: trialTitle(trial),
        sample: 'line' as const,
      })),
      ...(isPolicyDrawn ? [{ look: 'policy-line', text: 'stopped beyond', sample: 'line' } as const] : []),
    ],
    width,
  );
  const thresholds = isPolicyDrawn ? line.points : [];
  const x = xAxis(along, [...points.map((point) => point.x), ...thresholds.map(([interval]) => interval)], width);
  const values = [...points.map(({ value }) => value), ...thresholds.map(([, threshold]) => threshold)];
  const y = metricAxis(data, values);
  const frame = layoutFrame({ x, y, box: { x: 0, y: legend.height, width, height: height - legend.height } });
  const at = (point: CurvePoint): ChartPoint => frame.at(x.place(point.x) ?? 0, y.place(point.value) ?? 0);
  const lineOf = (piece: readonly CurvePoint[]): readonly ChartPoint[] => thinLine(piece.map(at));
  return {
    kind: 'curves',
    width,
    height,
    title,
    description: describe(data, curves),
    notes,
    marks: [
      ...legend.marks,
      ...frame.marks,
      { kind: 'lines', look: 'faint-line', lines: faint.flatMap(({ pieces }) => pieces.map(lineOf)) },
      ...curves.flatMap(({ pieces }, index): readonly ChartMark[] => [
        { kind: 'lines', look: seriesLook(index), lines: pieces.filter(({ length }) => length > 1).map(lineOf) },
        { kind: 'dots', look: seriesDotLook(index), radius: 2.5, dots: lonely(pieces).map(at) },
      ]),
      {
        kind: 'lines',
        look: 'policy-line',
        lines: [thresholds.map(([interval, threshold]) => at({ x: interval, value: threshold }))],
      },
    ],
    plots: [frame.plot],
    targets: curves.flatMap(({ trial, pieces }) =>
      pieces.flat().map((point) => ({
        at: at(point),
        runId: trial.runId,
        lines: [
          trialTitle(trial),
          along === 'time' ? `after ${formatDuration(point.x)}` : `${axisLabels[along]}: ${formatNumber(point.x)}`,
          `${data.metric}: ${formatNumber(point.value)}`,
        ],
      })),
    ),
    table: {
      columns,
      rows: curves.flatMap(({ trial, pieces }) =>
        pieces.flat().map((point) => [trialName(trial), along === 'time' ? point.x / 1000 : point.x, point.value]),
      ),
    },
  };
}

const seriesNumbers = [0, 1, 2, 3, 4, 5, 6, 7] as const;

function seriesLook(index: number): ChartLook {
  return `series-${seriesNumbers[index % 8] ?? 0}`;
}

function seriesDotLook(index: number): ChartLook {
  return `series-dot-${seriesNumbers[index % 8] ?? 0}`;
}

/** A value between two gaps is no line: it is drawn as a dot. */
function lonely(pieces: TrialCurve['pieces']): readonly CurvePoint[] {
  return pieces.filter(({ length }) => length === 1).flat();
}

function xAxis(along: CurveAxis, values: readonly number[], width: number): Axis {
  if (along === 'time') return durationAxis(axisLabels.time, [0, ...values], width / 110);
  return numericAxis({
    label: axisLabels[along],
    values,
    ticks: width / 90,
    format: along === 'logged' ? (value) => (Number.isInteger(value) ? String(value) : '') : undefined,
  });
}

/** Those that were chosen, in the order of the choice; without any, the best ones. */
function chooseTrials({ chosen = [], goal }: ChartData, { all, judged }: JudgedTrials): readonly ChartTrial[] {
  const byId = new Map(all.map((trial) => [trial.runId, trial]));
  const found = [...new Set(chosen)].flatMap((id) => byId.get(id) ?? []);
  if (found.length > 0) return found.slice(0, mostCompared);
  const best = judged.toSorted((a, b) => compareByGoal(goal, a.value, b.value));
  return best.slice(0, bestShown).map(({ trial }) => trial);
}

/** An even choice of the trials that are not compared. */
function otherTrials({ all }: JudgedTrials, compared: readonly ChartTrial[]): readonly ChartTrial[] {
  const others = all.filter((trial) => !compared.includes(trial));
  const every = Math.max(1, others.length / mostOthers);
  return others.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every));
}

function othersNote(
  { all }: JudgedTrials,
  compared: readonly ChartTrial[],
  faint: readonly TrialCurve[],
): readonly string[] {
  const others = all.length - compared.length;
  return faint.length === 0 || faint.length === others
    ? []
    : [`Of the other ${others} trials ${faint.length} are drawn faintly.`];
}

function notesOf(
  { metric, chosen = [] }: ChartData,
  curves: readonly TrialCurve[],
  { line, isPolicyDrawn }: { readonly line: PolicyLine | undefined; readonly isPolicyDrawn: boolean },
): readonly string[] {
  const omitted = curves.reduce((sum, curve) => sum + curve.omitted, 0);
  const without = curves.filter(({ pieces }) => pieces.length === 0).length;
  return [
    ...(without === 0 ? [] : [`${countText(without, 'chosen trial has', 'chosen trials have')} no ${metric}.`]),
    ...(omitted === 0
      ? []
      : [`${countText(omitted, 'value is', 'values are')} not drawn: not finite, or without a place on the axis.`]),
    ...(chosen.length > mostCompared ? [`Only the first ${mostCompared} chosen trials are compared.`] : []),
    ...(line?.note === undefined ? [] : [line.note]),
    ...(isPolicyDrawn && (line?.points.length ?? 0) > 0
      ? ["The policy's line is drawn by what all trials have logged by now; when a trial was judged, fewer had."]
      : []),
    ...(line !== undefined && !isPolicyDrawn ? ["The policy's line is drawn along the values logged only."] : []),
  ];
}

function describe({ metric, chosen = [] }: ChartData, curves: readonly TrialCurve[]): string {
  const which = chosen.length > 0 ? 'the chosen trials' : 'the best trials';
  const ends = curves.flatMap(({ trial, pieces }) => {
    const last = pieces.at(-1)?.at(-1);
    return last === undefined ? [] : [`${trialTitle(trial)} ends at ${formatNumber(last.value)}`];
  });
  return `What ${which} logged of ${metric}: ${ends.join(', ')}.`;
}
