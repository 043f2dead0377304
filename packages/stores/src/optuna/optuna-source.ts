import type { Metric, RunRecord } from '@hyperdrive-run/core';
import { bestChildTableName } from '@hyperdrive-run/core/internal';
import type { CallOptions, GetLeadingChildrenOptions, LeadingChildren } from '@hyperdrive-run/core/ports';
import type { StoreSource } from '../backend/store-source.js';
import type { MetricNames } from './map/metric-names.js';
import { toMetrics } from './map/to-metrics.js';
import { toBestTable } from './map/to-sweep-record.js';
import { toStatus, toTrialRecord } from './map/to-trial-record.js';
import type { IntermediateValue, OptunaTrial } from './model/optuna-model.js';
import type { OptunaLook, OptunaStorage } from './optuna-look.js';
import { createStudyLook, type NamedSweep, type StudyLook } from './study-look.js';

/** What of a storage is shown, and how it is called. */
export interface OptunaSourceOptions extends MetricNames {
  /** Only the study of this name. */
  readonly study?: string | undefined;
  /** The experiment that all runs of the storage belong to. */
  readonly experimentName: string;
}

/** An Optuna storage as the source of a backend: studies are sweeps, trials their children. */
export function createOptunaSource(storage: OptunaStorage, options: OptunaSourceOptions): StoreSource {
  /** One look for one call; nothing is waited for within it. */
  const look = <T>(read: (studies: StudyLook, look: OptunaLook) => T, { signal }: CallOptions) =>
    storage.look((one) => read(createStudyLook(one, options), one), { signal });

  return {
    displayName: 'An Optuna storage',
    experimentName: options.experimentName,
    listSweeps: (call) => look((studies) => studies.all.toReversed().map((sweep) => studies.recordOf(sweep)), call),
    findRun: (runId, call) =>
      look((studies, one) => {
        const named = studies.find(runId);
        if (named === undefined) return undefined;
        const { sweep, number } = named;
        if (number === undefined) return studies.recordOf(sweep);
        const [trial] = one.readTrials(sweep.study, [number]);
        return trial && toTrialRecord(trial, sweep);
      }, call),
    listChildren: (parentId, call) =>
      look((studies, one) => {
        const named = studies.find(parentId);
        if (named === undefined) return undefined;
        const { sweep, number } = named;
        if (number !== undefined) return one.readTrials(sweep.study, [number]).length === 0 ? undefined : [];
        // Newest first: by number, as starts can be missing or in another zone.
        return one
          .readTrials(sweep.study)
          .map((trial) => toTrialRecord(trial, sweep))
          .toReversed();
      }, call),
    readMetrics: (runIds, call) =>
      look((studies, one) => {
        const found = new Map<string, ReadonlyMap<string, Metric>>();
        for (const [sweep, wanted] of groupBySweep(runIds, (runId) => studies.find(runId))) {
          if (wanted.isSweepWanted)
            found.set(sweep.sweepId, onlyNamed(metricsOfSweep(studies.bestOf(sweep), sweep), call.names));
          for (const [runId, metrics] of metricsOfTrials(one, sweep, wanted.numbers, call.names))
            found.set(runId, metrics);
        }
        return found;
      }, call),
    getLeadingChildren: (parentId, call) => look((studies, one) => leadersOf(one, studies.find(parentId), call), call),
    countChildRuns: (parentId, call = {}) =>
      look((studies, one) => {
        const except = (call.except ?? []).map((runId) => studies.find(runId)).filter((named) => named !== undefined);
        return countOf(one, studies.find(parentId), except);
      }, call),
  };
}

interface WantedRuns {
  isSweepWanted: boolean;
  readonly numbers: Set<number>;
}

function groupBySweep(
  runIds: readonly string[],
  find: (runId: string) => NamedSweep | undefined,
): ReadonlyMap<NamedSweep['sweep'], WantedRuns> {
  const groups = new Map<NamedSweep['sweep'], WantedRuns>();
  for (const runId of runIds) {
    const named = find(runId);
    if (named === undefined) continue;
    const group = groups.get(named.sweep) ?? { isSweepWanted: false, numbers: new Set() };
    if (named.number === undefined) group.isSweepWanted = true;
    else group.numbers.add(named.number);
    groups.set(named.sweep, group);
  }
  return groups;
}

function metricsOfSweep(
  best: ReturnType<OptunaLook['rankTrials']>[number] | undefined,
  { sweepId }: NamedSweep['sweep'],
): ReadonlyMap<string, Metric> {
  const table = toBestTable({ sweepId, best });
  return table === undefined ? new Map() : new Map([[bestChildTableName, table]]);
}

/** From so many trials of one study on they are all read: a list of their numbers costs more. */
const manyTrials = 200;

const noPoints: readonly IntermediateValue[] = [];

function* metricsOfTrials(
  look: OptunaLook,
  sweep: NamedSweep['sweep'],
  numbers: ReadonlySet<number>,
  names: readonly string[] | undefined,
): Iterable<readonly [string, ReadonlyMap<string, Metric>]> {
  if (numbers.size === 0) return;
  const some = numbers.size < manyTrials ? [...numbers] : undefined;
  const values = look.readValues(sweep.study, some);
  const areReportsWanted = names?.includes(sweep.intermediate) ?? true;
  const ids = some && values.map(({ id }) => id);
  const reports = areReportsWanted ? look.readIntermediates(sweep.study, ids) : undefined;
  for (const trial of values) {
    if (!numbers.has(trial.number)) continue;
    const metrics = toMetrics(trial, reports?.get(trial.id) ?? noPoints, sweep);
    yield [sweep.idOf(trial.number), onlyNamed(metrics, names)];
  }
}

function onlyNamed(
  metrics: ReadonlyMap<string, Metric>,
  names: readonly string[] | undefined,
): ReadonlyMap<string, Metric> {
  return names === undefined ? metrics : new Map([...metrics].filter(([name]) => names.includes(name)));
}

function leadersOf(
  look: OptunaLook,
  named: NamedSweep | undefined,
  { name, goal, top }: GetLeadingChildrenOptions,
): LeadingChildren | undefined {
  if (named === undefined || named.number !== undefined) return undefined;
  const { sweep } = named;
  const objective = sweep.objectives.findIndex((one) => one.name === name);
  if (objective < 0) return undefined;
  const ranked = look.rankTrials(sweep.study, { objective, goal, top });
  const trials = new Map(
    look
      .readTrials(
        sweep.study,
        ranked.map(({ number }) => number),
      )
      .map((trial) => [trial.number, trial]),
  );
  const newestFirst = ranked.toSorted((one, other) => other.number - one.number);
  return {
    children: newestFirst.flatMap(({ number, value }) => leaderOf(trials.get(number), value, sweep)),
    statuses: statusesOf(look.countStates(sweep.study)),
  };
}

function leaderOf(
  trial: OptunaTrial | undefined,
  value: number,
  sweep: NamedSweep['sweep'],
): LeadingChildren['children'] {
  if (trial === undefined) return [];
  const record: RunRecord = toTrialRecord(trial, sweep);
  return [{ record, reading: { kind: 'value', value, origin: { index: 0, time: trial.complete } } }];
}

function countOf(
  look: OptunaLook,
  named: NamedSweep | undefined,
  except: readonly NamedSweep[],
): LeadingChildren['statuses'] | undefined {
  if (named === undefined || named.number !== undefined) return undefined;
  const { study } = named.sweep;
  const counts = new Map(look.countStates(study));
  const numbers = except.flatMap(({ sweep, number }) => (sweep.study === study && number !== undefined ? number : []));
  const left = numbers.length === 0 ? [] : look.readValues(study, numbers);
  for (const { state } of left) counts.set(state, (counts.get(state) ?? 0) - 1);
  return statusesOf(counts);
}

function statusesOf(states: ReturnType<OptunaLook['countStates']>): LeadingChildren['statuses'] {
  return new Map([...states].map(([state, count]) => [toStatus(state), count]));
}
