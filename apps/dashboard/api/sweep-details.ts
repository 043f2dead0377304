import { type PrimaryMetric, parseGoal } from '@hyperdrive-run/core';
import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { type BestRun, bestRunFromJson, bestRunToJson } from './best-run.js';
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
  readonly maxConcurrentRuns: number;
  readonly maxDurationMinutes: number;
  readonly bestRun: BestRun | undefined;
  /** The code of the reason why no run is the best. */
  readonly noBestReason: string | undefined;
}

/** Writes a sweep with its details. */
export function sweepDetailsToJson(sweep: SweepDetails): JsonObject {
  const { primaryMetric, bestRun } = sweep;
  const { hasLimits, maxTotalRuns, plannedTrials, isAllGenerated, maxConcurrentRuns, maxDurationMinutes } = sweep;
  const details = toFields({
    primaryMetric: toFields({ name: primaryMetric.name, goal: primaryMetric.goal }),
    hasLimits,
    maxTotalRuns,
    plannedTrials,
    isAllGenerated,
    maxConcurrentRuns,
    maxDurationMinutes,
    bestRun: bestRun && bestRunToJson(bestRun),
    noBestReason: sweep.noBestReason,
  });
  return new Map([...sweepSummaryToJson(sweep), ...details]);
}

/** Reads what `sweepDetailsToJson` wrote. @throws Error where it is no object */
export function sweepDetailsFromJson(json: JsonValue): SweepDetails {
  const fields = requireObject(json, 'a sweep');
  const metric = objectOf(fields, 'primaryMetric');
  const best = objectOf(fields, 'bestRun');
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
    maxConcurrentRuns: Number(fields.get('maxConcurrentRuns')),
    maxDurationMinutes: Number(fields.get('maxDurationMinutes')),
    bestRun: best && bestRunFromJson(best),
    noBestReason: textOf(fields, 'noBestReason'),
  };
}
