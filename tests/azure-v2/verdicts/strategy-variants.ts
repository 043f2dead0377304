import type { SweepSections } from '../files/sweep-sections.js';
import type { Variant } from './variant.js';

const policy = (text: string): SweepSections => ({ early_termination: `early_termination: ${text}` });
/** Early termination. */
export const policies: readonly Variant[] = [
  ['a bandit with a factor', policy('{ type: bandit, slack_factor: 0.1 }')],
  [
    'a bandit with a whole factor',
    policy('{ type: bandit, slack_factor: 1, evaluation_interval: 2, delay_evaluation: 10 }'),
  ],
  ['a bandit with an amount in quotes', policy('{ type: Bandit, slack_amount: "0.25" }')],
  ['a bandit with both', policy('{ type: bandit, slack_factor: 0.1, slack_amount: 0.1 }')],
  ['a bandit with neither', policy('{ type: bandit }')],
  ['a bandit with a factor that is text', policy('{ type: bandit, slack_factor: wide }')],
  ['median stopping', policy('{ type: MedianStopping }')],
  ['median stopping with a key of others', policy('{ type: median_stopping, slack_factor: 1 }')],
  ['median stopping with an interval of 0', policy('{ type: median_stopping, evaluation_interval: 0 }')],
  ['truncation', policy('{ type: truncation_selection, truncation_percentage: 20.9 }')],
  ['truncation in text', policy('{ type: truncation_selection, truncation_percentage: "20", delay_evaluation: 3 }')],
  ['truncation without a percentage', policy('{ type: truncation_selection }')],
  ['truncation of 120', policy('{ type: truncation_selection, truncation_percentage: 120 }')],
  ['a policy of none', policy('{ type: none }')],
  ['a policy that is a word', policy('bandit')],
  [
    'a policy with bayesian',
    { ...policy('{ type: median_stopping }'), sampling_algorithm: 'sampling_algorithm: bayesian' },
  ],
];

const limits = (text: string): SweepSections => ({ limits: `limits: ${text}` });
/** Limits. */
export const bounds: readonly Variant[] = [
  ['no limits', { limits: '' }],
  ['limits without a total', limits('{ timeout: 7200 }')],
  ['short times', limits('{ max_total_trials: 4, timeout: 30, trial_timeout: 61 }')],
  ['long times', limits('{ max_total_trials: 4, timeout: 90061, trial_timeout: 86400 }')],
  ['times in quotes', limits('{ max_total_trials: "4", timeout: "3600" }')],
  ['a time of 0', limits('{ max_total_trials: 4, timeout: 0 }')],
  ['a time below 0', limits('{ max_total_trials: 4, trial_timeout: -5 }')],
  ['a time in ISO 8601', limits('{ max_total_trials: 4, timeout: PT2H }')],
  ['a time in sixties', limits('{ max_total_trials: 4, timeout: 1:30:00 }')],
  ['a time that is too long', limits('{ max_total_trials: 4, timeout: 3456000 }')],
  ['a total of whole text', limits('{ max_total_trials: "1_0" }')],
  ['a time that is a fraction', limits('{ max_total_trials: 4, timeout: 3600.5 }')],
  ['more at once than in all', limits('{ max_total_trials: 2, max_concurrent_trials: 9 }')],
  ['too many in all', limits('{ max_total_trials: 5000 }')],
  ['too many at once', limits('{ max_total_trials: 500, max_concurrent_trials: 200 }')],
  ['a total of -1', limits('{ max_total_trials: -1 }')],
  ['a total that is a fraction', limits('{ max_total_trials: 4.5 }')],
  ['a limit that nobody knows', limits('{ max_total_trials: 4, max_cost: 3 }')],
  ['a limit without a value', limits('{ max_total_trials: 4, timeout: }')],
];

/** What is searched for. */
export const objectives: readonly Variant[] = [
  ['no objective', { objective: '' }],
  ['a goal in capitals', { objective: 'objective: { goal: MAXIMIZE, primary_metric: "a b/c" }' }],
  ['a goal that is short', { objective: 'objective: { goal: max, primary_metric: frost }' }],
  ['no goal', { objective: 'objective: { primary_metric: frost }' }],
  ['a metric without a name', { objective: 'objective: { goal: minimize, primary_metric: "" }' }],
  ['a metric that is a number', { objective: 'objective: { goal: minimize, primary_metric: 5 }' }],
  ['an objective with another key', { objective: 'objective: { goal: minimize, primary_metric: frost, type: x }' }],
];
