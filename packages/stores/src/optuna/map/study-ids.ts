import type { OptunaStudy } from '../model/optuna-model.js';

/** Which study, and which of its trials, an id names. */
export interface NamedRun {
  readonly study: OptunaStudy;
  /** `undefined` for the study itself. */
  readonly number: number | undefined;
}

/** The ids of studies and trials, which are one space here and two in Optuna. */
export interface StudyIds {
  idOf(study: OptunaStudy): string;
  find(runId: string): NamedRun | undefined;
}

/**
 * A study's id is its name, a trial's is that of its study with its number: `study_7`. Where a study has the name that is the id of another one's
 * trial, its own id has its number in the storage before the name.
 */
export function createStudyIds(studies: readonly OptunaStudy[]): StudyIds {
  const names = new Set(studies.map(({ name }) => name));
  const byId = new Map<string, OptunaStudy>();
  const ids = new Map<number, string>();
  for (const study of studies) {
    const id = isTrialOf(study.name, names) ? `study ${study.id}: ${study.name}` : study.name;
    ids.set(study.id, id);
    byId.set(id, study);
  }
  return {
    idOf: (study) => ids.get(study.id) ?? study.name,
    find(runId) {
      const whole = byId.get(runId);
      if (whole !== undefined) return { study: whole, number: undefined };
      const end = runId.lastIndexOf('_');
      const study = end < 0 ? undefined : byId.get(runId.slice(0, end));
      const number = runId.slice(end + 1);
      // Not `_07`, ` 7` or `7.0`: another text than the trial's own id.
      return study !== undefined && trialNumber.test(number) ? { study, number: Number(number) } : undefined;
    },
  };
}

const trialNumber = /^(?:0|[1-9]\d{0,15})$/;

function isTrialOf(name: string, names: ReadonlySet<string>): boolean {
  const [, other] = /^(.*)_(?:0|[1-9]\d*)$/s.exec(name) ?? [];
  return other !== undefined && names.has(other);
}

/** The id of a trial. */
export function trialId(sweepId: string, number: number): string {
  return `${sweepId}_${number}`;
}
