import type { RunRecord } from '@hyperdrive-run/core';
import { type MetricNames, metricsOf } from './map/metric-names.js';
import { createStudyIds, trialId } from './map/study-ids.js';
import { toSweepRecord } from './map/to-sweep-record.js';
import type { SweepOfTrial } from './map/to-trial-record.js';
import type { OptunaStudy, RankedTrial } from './model/optuna-model.js';
import type { OptunaLook } from './optuna-look.js';

/** A study with what it is called as a sweep. */
export interface StudySweep extends SweepOfTrial {
  readonly study: OptunaStudy;
  /** The id of the trial with a number. */
  readonly idOf: (number: number) => string;
}

/** What a run's id names: a sweep, or a trial of it that may or may not exist. */
export interface NamedSweep {
  readonly sweep: StudySweep;
  /** `undefined` for the sweep itself. */
  readonly number: number | undefined;
}

/** The studies of a storage as sweeps, in one look. */
export interface StudyLook {
  /** In the order in which they were made. */
  readonly all: readonly StudySweep[];
  find(runId: string): NamedSweep | undefined;
  /** The trial that Optuna calls the best, by the first objective where there are several. */
  bestOf(sweep: StudySweep): RankedTrial | undefined;
  recordOf(sweep: StudySweep): RunRecord;
}

/** Names the studies that one look finds. */
export function createStudyLook(
  look: OptunaLook,
  options: MetricNames & { readonly study?: string | undefined; readonly experimentName: string },
): StudyLook {
  const { experimentName } = options;
  const shown = look.listStudies().filter(({ name }) => options.study === undefined || name === options.study);
  const ids = createStudyIds(shown);
  const all = shown.map((study): StudySweep => {
    const sweepId = ids.idOf(study);
    const idOf = (number: number): string => trialId(sweepId, number);
    return { study, sweepId, experimentName, idOf, ...metricsOf(study, options) };
  });
  const byStudy = new Map(all.map((sweep) => [sweep.study.id, sweep]));

  function bestOf({ study, objectives }: StudySweep): RankedTrial | undefined {
    return look.rankTrials(study, { objective: 0, goal: objectives[0]?.goal ?? 'minimize', top: 1 })[0];
  }

  return {
    all,
    find(runId) {
      const named = ids.find(runId);
      const sweep = named && byStudy.get(named.study.id);
      return sweep && { sweep, number: named.number };
    },
    bestOf,
    recordOf: (sweep) =>
      toSweepRecord({ ...sweep, summary: look.summarize(sweep.study), metrics: sweep, best: bestOf(sweep) }),
  };
}
