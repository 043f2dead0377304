import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { listOf, requireObject, textOf, toFields } from './json-fields.js';

/** Why the early termination policy stopped a trial or kept it, in sentences with their numbers. */
export interface TrialJudgement {
  /** What the service recorded of the decision that stopped the trial. */
  readonly recorded: string | undefined;
  /** The code of the reason why the policy never judged it. */
  readonly notJudged: string | undefined;
  /** The decision at each interval, recomputed from what all trials logged. */
  readonly decisions: readonly string[];
  /** Whether the recomputed decisions are not the recorded one. */
  readonly differs: boolean;
  /** How many trials could not be read, and are missing from the comparison. */
  readonly unreadable: number;
}

/** Writes it. */
export function trialJudgementToJson({
  recorded,
  notJudged,
  decisions,
  differs,
  unreadable,
}: TrialJudgement): JsonObject {
  return toFields({ recorded, notJudged, decisions, differs, unreadable });
}

/** Reads what `trialJudgementToJson` wrote. @throws Error where it is no object */
export function trialJudgementFromJson(json: JsonValue): TrialJudgement {
  const fields = requireObject(json, 'why the trial was stopped or kept');
  return {
    recorded: textOf(fields, 'recorded'),
    notJudged: textOf(fields, 'notJudged'),
    decisions: listOf(fields, 'decisions').filter((text) => typeof text === 'string'),
    differs: fields.get('differs') === true,
    unreadable: Number(fields.get('unreadable')),
  };
}
