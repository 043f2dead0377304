import type { OptunaDistribution } from '../model/distribution.js';
import { isFeasible } from '../model/feasibility.js';
import type {
  IntermediateValue,
  OptunaState,
  OptunaStudy,
  OptunaTrial,
  RankedTrial,
  StudySummary,
} from '../model/optuna-model.js';
import type { OptunaLook, TrialRanking } from '../optuna-look.js';
import type { JournalState, JournalTrial } from './journal-state.js';

/** Looks at what a journal says. */
export function createJournalLook({ studies, trials }: JournalState): OptunaLook {
  const trialsOf = (study: OptunaStudy): readonly JournalTrial[] => studies[study.id]?.trials ?? [];
  return {
    listStudies: () => studies.filter((study) => study !== undefined),
    summarize: (study) => summarize(trialsOf(study)),
    countStates: (study) => countStates(trialsOf(study)),
    rankTrials: (study, ranking) => rankTrials(trialsOf(study), ranking),
    readTrials: (study, numbers) => some(trialsOf(study), numbers).map(copyOf),
    readValues: (study, numbers) => some(trialsOf(study), numbers),
    readIntermediates(study, trialIds) {
      const wanted = trialIds === undefined ? trialsOf(study) : trialIds.flatMap((id) => trials[id] ?? []);
      return new Map(wanted.map((trial) => [trial.id, inOrder(trial.intermediates)]));
    },
  };
}

function some(trials: readonly JournalTrial[], numbers: readonly number[] | undefined): readonly JournalTrial[] {
  return numbers === undefined ? trials : numbers.flatMap((number) => trials[number] ?? []);
}

/** What is read later does not change what was shown. */
function copyOf({ id, number, state, start, complete, values, ...trial }: JournalTrial): OptunaTrial {
  const { parameters, userAttributes, systemAttributes } = trial;
  return { id, number, state, start, complete, values, parameters, userAttributes, systemAttributes };
}

function inOrder(intermediates: ReadonlyMap<number, number>): readonly IntermediateValue[] {
  const points = [...intermediates].map(([step, value]) => ({ step, value }));
  return points.toSorted((one, other) => one.step - other.step);
}

function countStates(trials: readonly JournalTrial[]): ReadonlyMap<OptunaState, number> {
  const counts = new Map<OptunaState, number>();
  for (const { state } of trials) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

function summarize(trials: readonly JournalTrial[]): StudySummary {
  const distributions = new Map<string, Set<OptunaDistribution>>();
  let firstStart: Date | undefined;
  let lastComplete: Date | undefined;
  for (const { start, complete, ownDistributions } of trials) {
    if (start !== undefined && (firstStart === undefined || start < firstStart)) firstStart = start;
    if (complete !== undefined && (lastComplete === undefined || complete > lastComplete)) lastComplete = complete;
    for (const [name, distribution] of ownDistributions) {
      const known = distributions.get(name);
      if (known === undefined) distributions.set(name, new Set([distribution]));
      else known.add(distribution);
    }
  }
  return {
    states: countStates(trials),
    firstStart,
    lastComplete,
    distributions: new Map([...distributions].map(([name, known]) => [name, [...known]])),
  };
}

function rankTrials(trials: readonly JournalTrial[], { objective, goal, top }: TrialRanking): readonly RankedTrial[] {
  const ranked = trials
    .filter(({ state, systemAttributes }) => state === 'COMPLETE' && isFeasible(systemAttributes))
    .flatMap(({ id, number, values }) => {
      const value = values[objective];
      return value === undefined ? [] : [{ id, number, value }];
    })
    // Differences of infinities are no numbers.
    .toSorted((one, other) => {
      if (one.value === other.value) return one.number - other.number;
      return one.value < other.value === (goal === 'minimize') ? -1 : 1;
    });
  const last = ranked[top - 1]?.value;
  return ranked.filter(({ value }, position) => position < top || value === last);
}
