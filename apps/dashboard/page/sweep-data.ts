import {
  type Hyperparameters,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Metric,
  type MetricCell,
  type PrimaryMetric,
  parseGoal,
  type SearchTrial,
} from '@hyperdrive-run/core';

/** A sweep as the page shows it. */
export interface Sweep {
  readonly runId: string;
  readonly status: string;
  readonly displayName: string | undefined;
  readonly experiment: string | undefined;
  readonly startTime: Date | undefined;
  readonly endTime: Date | undefined;
  readonly cancellationReason: string | undefined;
  readonly error: string | undefined;
}

/** A sweep with what only a look at it alone brings. */
export interface SweepDetails extends Sweep {
  readonly primaryMetric: PrimaryMetric;
  /** Whether anybody set the three limits below. */
  readonly hasLimits: boolean;
  readonly maxTotalRuns: number;
  /** How many trials the sweep comes to if nothing ends it before. */
  readonly plannedTrials: number;
  /** Whether all trials that there will be are there. */
  readonly isAllGenerated: boolean;
  readonly maxConcurrentRuns: number;
  readonly maxDurationMinutes: number;
  readonly bestRun: BestRun | undefined;
  readonly noBestReason: string | undefined;
}

/** What `getBestRunByPrimaryMetric` answers, with its reasons. */
export interface BestRun {
  readonly runId: string;
  readonly value: number | undefined;
  readonly tied: number;
  readonly provisional: boolean;
  /** The sweep that it belongs to, where that is one that this sweep resumed from, and what it was given there. */
  readonly resumedFrom: string | undefined;
  readonly hyperparameters: Hyperparameters | undefined;
}

/** A child with all points of its metrics; `metrics` is undefined where they could not be read. */
export interface Child {
  readonly runId: string;
  readonly parentRunId: string | undefined;
  readonly status: string;
  /** What a search of another tool made of it: a pruned trial is no candidate, whatever it logged. */
  readonly searchTrial: SearchTrial | undefined;
  readonly hyperparameters: Hyperparameters | undefined;
  readonly metrics: ReadonlyMap<string, Metric> | undefined;
}

/** The newest sweeps; `hasMore` where there are others. */
export interface SweepList {
  readonly sweeps: readonly Sweep[];
  readonly hasMore: boolean;
}

export function toSweepList(json: JsonValue): SweepList {
  if (!isJsonObject(json)) throw new Error('The dashboard answered no list of sweeps.');
  return {
    sweeps: list(json.get('sweeps')).filter(isJsonObject).map(toSweep),
    hasMore: json.get('hasMore') === true,
  };
}

export function toSweepDetails(json: JsonValue): SweepDetails {
  if (!isJsonObject(json)) throw new Error('The dashboard answered no sweep.');
  const metric = json.get('primaryMetric');
  const best = json.get('bestRun');
  return {
    ...toSweep(json),
    primaryMetric: {
      name: (isJsonObject(metric) && text(metric, 'name')) || '',
      goal: (isJsonObject(metric) && parseGoal(metric.get('goal'))) || 'maximize',
    },
    hasLimits: json.get('hasLimits') !== false,
    maxTotalRuns: Number(json.get('maxTotalRuns')),
    plannedTrials: Number(json.get('plannedTrials')),
    isAllGenerated: json.get('isAllGenerated') === true,
    maxConcurrentRuns: Number(json.get('maxConcurrentRuns')),
    maxDurationMinutes: Number(json.get('maxDurationMinutes')),
    bestRun: isJsonObject(best) ? toBestRun(best) : undefined,
    noBestReason: text(json, 'noBestReason'),
  };
}

export function toChildren(json: JsonValue): Child[] {
  return list(json)
    .filter(isJsonObject)
    .map((child) => {
      const hyperparameters = child.get('hyperparameters');
      const metrics = child.get('metrics');
      return {
        runId: text(child, 'runId') ?? '',
        parentRunId: text(child, 'parentRunId'),
        status: text(child, 'status') ?? '',
        searchTrial: toSearchTrial(text(child, 'outcome')),
        hyperparameters: isJsonObject(hyperparameters) ? hyperparameters : undefined,
        metrics: isJsonObject(metrics)
          ? new Map([...metrics].map(([name, points]) => [name, toMetric(name, points)]))
          : undefined,
      };
    });
}

/** Only how the trial ended matters here: the goal is that of the ranking. */
function toSearchTrial(outcome: string | undefined): SearchTrial | undefined {
  const known = outcome === 'completed' || outcome === 'failed' || outcome === 'pruned';
  return known ? { outcome, goals: [] } : undefined;
}

function toSweep(json: JsonObject): Sweep {
  return {
    runId: text(json, 'runId') ?? '',
    status: text(json, 'status') ?? '',
    displayName: text(json, 'displayName'),
    experiment: text(json, 'experiment'),
    startTime: time(json, 'startTime'),
    endTime: time(json, 'endTime'),
    cancellationReason: text(json, 'cancellationReason'),
    error: text(json, 'error'),
  };
}

function toBestRun(json: JsonObject): BestRun {
  const value = toCell(json.get('value') ?? null);
  const hyperparameters = json.get('hyperparameters');
  return {
    runId: text(json, 'runId') ?? '',
    value: typeof value === 'number' ? value : undefined,
    tied: list(json.get('tied')).length,
    provisional: json.get('provisional') === true,
    resumedFrom: text(json, 'resumedFrom'),
    hyperparameters: isJsonObject(hyperparameters) ? hyperparameters : undefined,
  };
}

function toMetric(name: string, points: JsonValue): Metric {
  return {
    kind: 'scalar',
    name,
    valueType: 'double',
    points: list(points).map((point) => {
      const [value = null, step] = list(point);
      return { value: toCell(value), step: typeof step === 'number' ? step : undefined };
    }),
  };
}

/** JSON has no NaN and no infinities: they come as their names. */
function toCell(value: JsonValue): MetricCell {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value);
  return isJsonArray(value) || isJsonObject(value) ? null : value;
}

function list(json: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(json) ? json : [];
}

function text(json: JsonObject, name: string): string | undefined {
  const value = json.get(name);
  return typeof value === 'string' ? value : undefined;
}

function time(json: JsonObject, name: string): Date | undefined {
  const value = text(json, name);
  return value === undefined ? undefined : new Date(value);
}
