import type { PolicyDecision } from './policy-decision.js';

/** The policies' names in a sentence. */
const names = {
  bandit: 'The bandit policy',
  'median-stopping': 'Median stopping',
  'truncation-selection': 'Truncation selection',
} as const;

/**
 * A decision in one sentence for people, with its numbers: for a log, a reason, a command line.
 * @example
 * describeDecision(decision, 'accuracy')
 * // The bandit policy stopped it after 10 values of accuracy: its best, 0.7, is worse than 0.8, the limit beside 0.88,
 * // the best of 8 trials (HD_x_3).
 */
export function describeDecision(decision: PolicyDecision, metricName: string): string {
  const verb = decision.stop ? 'stopped' : 'kept';
  const count = decision.interval === 1 ? '1 value' : `${decision.interval} values`;
  return `${names[decision.kind]} ${verb} it after ${count} of ${metricName}: ${reasonOf(decision)}.`;
}

function reasonOf(decision: PolicyDecision): string {
  const { standing, threshold, stop, comparedTrials } = decision;
  const trials = comparedTrials === 1 ? 'it alone' : `${comparedTrials} trials`;
  const compared = `its best, ${standing}, is ${stop ? 'worse' : 'no worse'} than ${threshold}`;
  switch (decision.kind) {
    case 'bandit':
      return decision.best === standing
        ? `its best, ${standing}, is the best of ${trials}`
        : `${compared}, the limit beside ${decision.best}, the best of ${trials} (${decision.bestRunId})`;
    case 'median-stopping':
      return threshold === undefined
        ? `the running averages of ${trials} have no median`
        : `${compared}, the median of the running averages of ${trials}`;
    default: {
      const worst = decision.stoppedAtMost === 0 ? 'none is' : `the worst ${decision.stoppedAtMost} are`;
      return `${compared}, where of ${trials} ${worst} stopped`;
    }
  }
}
