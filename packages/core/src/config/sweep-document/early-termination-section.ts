import type { JsonObject, JsonValue } from '../../json/json-value.js';
import type { EarlyTerminationPolicy } from '../model/early-termination.js';
import type { AddNote } from './document-notes.js';

/** The `early_termination` of a document; `undefined` where no trial is stopped. */
export function toEarlyTermination(policy: EarlyTerminationPolicy, note: AddNote): JsonObject | undefined {
  if (policy.kind === 'none') return undefined;
  if (policy.kind === 'unknown') {
    note('early_termination', 'is missing: the sweep does not say its policy in a form that is known');
    return undefined;
  }
  if (policy.excludeFinishedJobs === true) {
    note(
      'early_termination',
      "leaves ended trials out of the comparison in the sweep, which Azure ML's files cannot say",
    );
  }
  const written = new Map<string, JsonValue>([
    ['type', policy.kind.replace('-', '_')],
    ['evaluation_interval', policy.evaluationInterval],
    ['delay_evaluation', policy.delayEvaluation],
  ]);
  if (policy.kind === 'truncation-selection') written.set('truncation_percentage', policy.truncationPercentage);
  if (policy.kind !== 'bandit') return written;
  if (policy.slackFactor !== undefined) written.set('slack_factor', policy.slackFactor);
  if (policy.slackAmount !== undefined) written.set('slack_amount', policy.slackAmount);
  return written;
}
