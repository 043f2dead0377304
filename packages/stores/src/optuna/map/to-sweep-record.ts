import { isTerminalStatus, type Metric, type RunRecord } from '@hyperdrive-run/core';
import { bestChildTableName, statusOfRuns } from '@hyperdrive-run/core/internal';
import type { JsonValue } from '@hyperdrive-run/core/json';
import type { OptunaStudy, RankedTrial, StudySummary } from '../model/optuna-model.js';
import type { StudyMetrics } from './metric-names.js';
import { trialId } from './study-ids.js';
import { toSearchSpace } from './to-search-space.js';
import { toStatus, toTexts } from './to-trial-record.js';

/** What the record of a study is made of. */
export interface SweepParts {
  readonly sweepId: string;
  readonly experimentName: string;
  readonly study: OptunaStudy;
  readonly summary: StudySummary;
  readonly metrics: StudyMetrics;
  /** The trial that Optuna calls the best by the first objective; `undefined` where it has none. */
  readonly best: RankedTrial | undefined;
}

/** A study as the parent run of a sweep. A study has no status of its own: that is the one that its trials leave. */
export function toSweepRecord({ sweepId, experimentName, study, summary, metrics, best }: SweepParts): RunRecord {
  const { states, firstStart, lastComplete } = summary;
  const status = statusOfRuns([...states.keys()].map(toStatus));
  return {
    runId: sweepId,
    status,
    experimentName,
    runType: 'hyperdrive',
    displayName: study.name,
    hidden: false,
    tags: toTexts(study.userAttributes),
    properties: new Map([...toTexts(study.systemAttributes), ...recordedBest(sweepId, best), ['optuna', 'study']]),
    config: configOf(metrics, summary),
    createdTime: firstStart,
    startTime: firstStart,
    endTime: isTerminalStatus(status) ? lastComplete : undefined,
    warnings: [],
  };
}

/** The winner as Optuna has it: of equal values the trial with the lowest number, where a scan takes the newest. */
function recordedBest(sweepId: string, best: RankedTrial | undefined): readonly (readonly [string, string])[] {
  if (best === undefined) return [];
  return [
    ['best_child_run_id', trialId(sweepId, best.number)],
    ['score', String(best.value)],
  ];
}

/** The same for a sweep that has not ended, in the table where readers of sweeps look then. */
export function toBestTable({ sweepId, best }: Pick<SweepParts, 'sweepId' | 'best'>): Metric | undefined {
  if (best === undefined) return undefined;
  const cells = new Map<string, string | number | boolean>([
    ['run_id', trialId(sweepId, best.number)],
    ['metric_value', best.value],
    ['final', false],
  ]);
  const columns = new Map([
    ['run_id', 'string'],
    ['metric_value', 'double'],
    ['final', 'bool'],
  ]);
  return { kind: 'table', name: bestChildTableName, columns, rows: [{ cells }] };
}

function configOf({ objectives }: StudyMetrics, { distributions }: StudySummary): ReadonlyMap<string, JsonValue> {
  const [first] = objectives;
  const metric = new Map<string, JsonValue>([
    ['name', first?.name ?? 'value'],
    ['goal', first?.goal ?? 'minimize'],
  ]);
  const config = new Map<string, JsonValue>([['primary_metric_config', metric]]);
  if (distributions.size > 0) {
    const generator = new Map<string, JsonValue>([
      ['name', 'BAYESIANOPTIMIZATION'],
      ['parameter_space', toSearchSpace(distributions)],
    ]);
    config.set('generator_config', generator);
  }
  return config;
}
