import { usageError } from '../../context/cli-error.js';

/** How a person names a run: by its id, by the beginning of one, by a number within a sweep, or by a word for one. */
export interface RunReference {
  /** As it was typed. */
  readonly text: string;
  /** An id or the beginning of one; `undefined` for the newest sweep. */
  readonly sweep: string | undefined;
  /** The number of a trial of that sweep. */
  readonly trial?: number | undefined;
  /** Whether the best trial of that sweep is meant. */
  readonly isBest: boolean;
}

const last = '@last';
const best = '@best';

/**
 * Reads what a person typed for a run: `@last`, `@last_12`, `@best`, `SWEEP@best`, else an id or what abbreviates one.
 * @throws CliError for a word with `@` in front that there is none of
 */
export function parseRunReference(text: string): RunReference {
  const isBest = text.endsWith(best);
  const rest = isBest ? text.slice(0, -best.length) : text;
  if (isBest && rest === '') return { text, sweep: undefined, isBest };
  if (!rest.startsWith('@')) return { text, sweep: rest, isBest };
  const [, number] = /^@last(?:_(\d+))?$/.exec(rest) ?? [];
  if (rest === last) return { text, sweep: undefined, isBest };
  if (number !== undefined && !isBest) return { text, sweep: undefined, trial: Number(number), isBest };
  throw usageError(
    `${JSON.stringify(text)} names no run.`,
    `Write an id, the beginning of one, ${last}, ${last}_12, ${best} or SWEEP${best}.`,
  );
}

/** Whether it is a word or ends in one, and no id: nobody has to be asked for a run of that id. */
export function isWord({ sweep, isBest }: RunReference): boolean {
  return sweep === undefined || isBest;
}

/** Whether a word behind a run names a trial of it. */
export function isTrialWord(word: string): boolean {
  return word === best || /^\d+$/.test(word);
}

/**
 * A run and a trial of it as they are typed, `7f3a 12` or `7f3a @best`, as one reference.
 * @throws CliError where the trial is something else
 */
export function joinTrial(run: string, trial: string | undefined): string {
  if (trial === undefined) return run;
  if (isTrialWord(trial)) return trial === best ? run + best : `${run}_${Number(trial)}`;
  throw usageError(
    `The trial is ${JSON.stringify(trial)}, but takes the number of one, or ${best}.`,
    'Write for example 7f3a 12 for the trial 12 of the sweep whose id begins with 7f3a.',
  );
}
