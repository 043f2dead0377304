import { type PrimaryMetric, parseGoal } from '@hyperdrive-run/core';
import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { objectOf, requireObject, textOf, toFields } from './json-fields.js';
import { type SweepSummary, sweepSummaryFromJson, sweepSummaryToJson } from './sweep-summary.js';

/** A sweep with what only a look at it alone brings. */
export interface SweepDetails extends SweepSummary {
  readonly primaryMetric: PrimaryMetric;
  /** Whether anybody set the three limits below. */
  readonly hasLimits: boolean;
  readonly maxTotalRuns: number;
  /** How many trials the sweep comes to if nothing ends it before. */
  readonly plannedTrials: number;
  /** Whether all trials of the sweep have been made. */
  readonly isAllGenerated: boolean;
  /** Whether a sweep that looks as if it had ended may only be between two trials, as a study of another tool. */
  readonly mayGoOn: boolean;
  readonly maxConcurrentRuns: number;
  readonly maxDurationMinutes: number;
  /** How the points are chosen, with the search space, in core's JSON; `undefined` where that cannot be said. */
  readonly sampling: JsonValue | undefined;
  /** The early termination policy, in core's JSON. */
  readonly policy: JsonValue | undefined;
}

/** Writes a sweep with its details. */
export function sweepDetailsToJson(sweep: SweepDetails): JsonObject {
  const { primaryMetric, sampling, policy, mayGoOn } = sweep;
  const { hasLimits, maxTotalRuns, plannedTrials, isAllGenerated, maxConcurrentRuns, maxDurationMinutes } = sweep;
  const details = toFields({
    primaryMetric: toFields({ name: primaryMetric.name, goal: primaryMetric.goal }),
    hasLimits,
    maxTotalRuns,
    plannedTrials,
    isAllGenerated,
    mayGoOn,
    maxConcurrentRuns,
    maxDurationMinutes,
    sampling,
    policy,
  });
  return new Map([...sweepSummaryToJson(sweep), ...details]);
}

/** Reads what `sweepDetailsToJson` wrote. @throws Error where it is no object */
export function sweepDetailsFromJson(json: JsonValue): SweepDetails {
  const fields = requireObject(json, 'a sweep');
  const metric = objectOf(fields, 'primaryMetric');
  return {
    ...sweepSummaryFromJson(fields),
    primaryMetric: {
      name: (metric && textOf(metric, 'name')) ?? '',
      goal: (metric && parseGoal(metric.get('goal'))) ?? 'maximize',
    },
    hasLimits: fields.get('hasLimits') !== false,
    maxTotalRuns: Number(fields.get('maxTotalRuns')),
    plannedTrials: Number(fields.get('plannedTrials')),
    isAllGenerated: fields.get('isAllGenerated') === true,
    mayGoOn: fields.get('mayGoOn') === true,
    maxConcurrentRuns: Number(fields.get('maxConcurrentRuns')),
    maxDurationMinutes: Number(fields.get('maxDurationMinutes')),
    sampling: fields.get('sampling') ?? undefined,
    policy: fields.get('policy') ?? undefined,
  };
}
