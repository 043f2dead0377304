import { usableValues } from '@hyperdrive-run/core';
import type { ChartData, ChartTrial } from './chart-data.js';

/** Along what curves are drawn: how many values were logged before, the step that the script gave, or the time. */
export type CurveAxis = 'logged' | 'step' | 'time';

/** A value of a curve: from the left, and its height. */
export interface CurvePoint {
  readonly x: number;
  readonly value: number;
}

/** A trial's curve, in pieces between values that cannot be drawn. */
export interface TrialCurve {
  readonly trial: ChartTrial;
  readonly pieces: readonly (readonly CurvePoint[])[];
  /** How many of its values are infinite, no numbers, or have no place along the axis. */
  readonly omitted: number;
}

/** Whether every value of the metric has a step in these trials, so that curves can be drawn along it. */
export function haveSteps(trials: readonly ChartTrial[], metric: string): boolean {
  const values = trials.flatMap(({ metrics }) => usableValues(metrics?.get(metric)));
  return values.length > 0 && values.every(({ point }) => point.step !== undefined);
}

/** Reads the curve of a trial. Along steps and times values are drawn in their order, whenever they were committed. */
export function curveOf(trial: ChartTrial, { metric }: Pick<ChartData, 'metric'>, along: CurveAxis): TrialCurve {
  const logged = trial.metrics?.get(metric);
  const usable = usableValues(logged);
  const first = (trial.startTime ?? usable.find(({ point }) => point.time !== undefined)?.point.time)?.getTime() ?? 0;
  const xOf = ({ index, point }: (typeof usable)[number]): number => {
    if (along === 'logged') return index + 1;
    return along === 'step' ? (point.step ?? Number.NaN) : (point.time?.getTime() ?? Number.NaN) - first;
  };
  const pieces: CurvePoint[][] = [];
  let before: number | undefined;
  let drawn = 0;
  for (const one of along === 'logged' ? usable : usable.toSorted((a, b) => xOf(a) - xOf(b))) {
    const x = xOf(one);
    if (!Number.isFinite(one.value) || !Number.isFinite(x)) continue;
    // Along what was logged, a value that is missing is a gap.
    const isNext = before !== undefined && (along !== 'logged' || x === before + 1);
    if (!isNext) pieces.push([]);
    pieces.at(-1)?.push({ x, value: one.value });
    before = x;
    drawn += 1;
  }
  const all = logged?.kind === 'scalar' ? logged.points.length : 0;
  return { trial, pieces, omitted: all - drawn };
}
