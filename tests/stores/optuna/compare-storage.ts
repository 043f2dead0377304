import { isJsonArray, isJsonObject, type JsonObject } from '@hyperdrive-run/core/json';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { expectedStudy, objectivesOf, type StudyView } from './expected-study.js';
import { readStudy } from './read-study.js';
import { fromPlain, listOf, type Truth, textOf } from './truth.js';

/** What a comparison of a storage found. */
export interface Comparison {
  readonly compared: number;
  /** Those that docs/store-parity.md does not list. */
  readonly differences: readonly string[];
  /** How often each listed difference was met. */
  readonly listed: ReadonlyMap<string, number>;
}

/** Compares all that is read of a storage with what Optuna says of it. */
export async function compareStorage(backend: SweepBackend, truth: Truth): Promise<Comparison> {
  const differences: string[] = [];
  const listed = new Map<string, number>();
  let compared = 0;
  for (const study of truth.studies) {
    const name = textOf(study, 'name');
    const expected = expectedStudy(study);
    let read: StudyView;
    try {
      read = await readStudy(backend, name, objectivesOf(study));
    } catch (error) {
      differences.push(`${name}: cannot be read: ${String(error)}`);
      continue;
    }
    const check = (what: string, ours: string | undefined, theirs: string | undefined): void => {
      compared += 1;
      if (ours !== theirs) differences.push(`${name}: ${what}: ${String(ours)} instead of ${String(theirs)}`);
    };
    check('tags', read.tags, expected.tags);
    check('best by each objective', read.bestByObjective, expected.bestByObjective);
    for (const what of new Set([...read.trials.keys(), ...expected.trials.keys()])) {
      check(what, read.trials.get(what), expected.trials.get(what));
    }
    const asked = { best: listedDifference(study, truth), front: constraintsBefore5(study, truth) };
    for (const what of ['best', 'front'] as const) {
      const reason = asked[what];
      if (reason === undefined) check(what, read[what], expected[what]);
      else listed.set(`${what}: ${reason}`, (listed.get(`${what}: ${reason}`) ?? 0) + 1);
    }
  }
  return { compared, differences, listed };
}

/** Why the best of a study is not that of Optuna, as docs/store-parity.md lists it. */
function listedDifference(study: JsonObject, truth: Truth): string | undefined {
  if (listOf(study, 'directions').length > 1) return 'several objectives';
  const before5 = constraintsBefore5(study, truth);
  if (before5 !== undefined) return before5;
  const trials = listOf(study, 'trials').filter(isJsonObject);
  const best = fromPlain(study.get('best_value') ?? null);
  const isInfinite = best === Number.POSITIVE_INFINITY || best === Number.NEGATIVE_INFINITY;
  const tied = trials.filter((trial) => {
    const values = trial.get('values');
    return trial.get('state') === 'COMPLETE' && isJsonArray(values) && fromPlain(values[0] ?? null) === best;
  });
  return isInfinite && tied.length > 1 ? 'ties of infinities' : undefined;
}

/** Earlier versions have other rules for trials outside of constraints, or without any. */
function constraintsBefore5(study: JsonObject, { optuna }: Truth): string | undefined {
  const trials = listOf(study, 'trials').filter(isJsonObject);
  const isConstrained = trials.some((trial) => {
    const attributes = trial.get('system_attrs');
    return isJsonObject(attributes) && [...attributes.keys()].some((key) => key.startsWith('constraints'));
  });
  return isConstrained && Number.parseInt(optuna, 10) < 5 ? 'constraints before 5.0' : undefined;
}
