import {
  compareByGoal,
  isTrial,
  type MetricOrigin,
  type MissingMetricReason,
  readMetric,
  summarizeChild,
} from '@hyperdrive-run/core';
import { compareTrialIds } from '@hyperdrive-run/core/internal';
import { countText } from '../text/count-text.js';
import type { ChartData, ChartTrial } from './chart-data.js';

/** A trial with the value that stands for it. */
export interface JudgedTrial {
  readonly trial: ChartTrial;
  /** Finite: what can be drawn. */
  readonly value: number;
  /** Where among the logged values it was found. */
  readonly origin: MetricOrigin | undefined;
}

/** The trials of a chart, those with a value that can be drawn and what is to be said of the others. */
export interface JudgedTrials {
  /** All of them, by their number. */
  readonly all: readonly ChartTrial[];
  /** Those with a finite value, in the same order. */
  readonly judged: readonly JudgedTrial[];
  /** The first of those with the best value. */
  readonly best: JudgedTrial | undefined;
  /** Sentences about those that are not drawn. */
  readonly notes: readonly string[];
}

const reasonTexts: ReadonlyMap<MissingMetricReason, string> = new Map([
  ['not-logged', 'not logged'],
  ['not-a-number', 'not a number'],
  ['unreadable', 'could not be read'],
  ['pruned', 'pruned'],
]);

/** Reads the value of each trial by the rules of core. */
export function judgeTrials({ trials, metric, goal, scope }: ChartData): JudgedTrials {
  const all = inOrder(trials.filter(isTrial));
  const judged: JudgedTrial[] = [];
  const missing = new Map<string, number>();
  let infinite = 0;
  for (const trial of all) {
    const reading =
      trial.metrics === undefined
        ? { kind: 'missing' as const, reason: 'unreadable' as const }
        : readMetric(trial.metrics.get(metric), goal, scope);
    const { bestPrimaryMetric: value, origin, missingReason } = summarizeChild(toChild(trial), reading, undefined);
    if (value === undefined) {
      const text = reasonTexts.get(missingReason ?? 'not-logged') ?? 'not logged';
      missing.set(text, (missing.get(text) ?? 0) + 1);
    } else if (Number.isFinite(value)) judged.push({ trial, value, origin });
    else infinite += 1;
  }
  const best = judged.reduce<JudgedTrial | undefined>(
    (found, next) => (found === undefined || compareByGoal(goal, next.value, found.value) < 0 ? next : found),
    undefined,
  );
  return { all, judged, best, notes: [...missingNotes(missing), ...infiniteNotes(infinite)] };
}

/** Only what judges a trial: the placement of a run is of no use here. */
function toChild({ runId, parentRunId, status, searchTrial }: ChartTrial): Parameters<typeof summarizeChild>[0] {
  return { runId, parentRunId, status, searchTrial };
}

function inOrder(trials: readonly ChartTrial[]): readonly ChartTrial[] {
  return trials.toSorted((a, b) => compareTrialIds(a.parentRunId ?? '', a.runId, b.runId));
}

function missingNotes(missing: ReadonlyMap<string, number>): readonly string[] {
  const total = [...missing.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const reasons = [...missing].map(([text, count]) => (missing.size === 1 ? text : `${count} ${text}`));
  return [`${countText(total, 'trial has', 'trials have')} no value (${reasons.join(', ')}).`];
}

function infiniteNotes(infinite: number): readonly string[] {
  if (infinite === 0) return [];
  return [`${countText(infinite, 'trial has', 'trials have')} an infinite value, which is not drawn.`];
}
