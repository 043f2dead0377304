import type { CallOutcome } from './make-call.js';
import type { ViolationKind } from './violation.js';

/** What a call came to, where it did nothing that must never happen. */
export type CallResult = 'right' | 'right but for what it says it could not read' | 'typed error' | 'aborted';

/** A call's outcome beside the right one. */
export interface Judgement {
  readonly result: CallResult | undefined;
  readonly violations: [kind: ViolationKind, detail: string][];
}

/** Holds an outcome against that of the same call undisturbed. */
export function judgeOutcome(outcome: CallOutcome, right: CallOutcome): Judgement {
  const { end, facts } = outcome;
  if (end.kind === 'hung') return { result: undefined, violations: [['hangs', end.why]] };
  if (end.kind === 'untyped') {
    const detail = end.error instanceof Error ? (end.error.stack ?? end.error.message) : String(end.error);
    return { result: undefined, violations: [['untyped errors', detail]] };
  }
  const hasAnswered = end.kind === 'answered';
  const differences =
    hasAnswered && right.end.kind === 'refused'
      ? [`it answered, but is to be refused with ${right.end.error.code}`]
      : facts.differencesFrom(right.facts, hasAnswered);
  if (differences.length > 0) {
    const detail = differences.slice(0, 4).join('; ');
    return { result: undefined, violations: [['answers that differ without a word', detail]] };
  }
  if (end.kind === 'aborted') return { result: 'aborted', violations: [] };
  if (!hasAnswered) return { result: 'typed error', violations: [] };
  const isWhole = facts.unknown.size === 0;
  return { result: isWhole ? 'right' : 'right but for what it says it could not read', violations: [] };
}
