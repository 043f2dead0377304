import type { EarlyTerminationPolicy } from '@hyperdrive-run/sdk';
import { escapeForTerminal } from '../output/escape/escape-for-terminal.js';

/** A policy with its settings in one line, for people. Escaped. */
export function describePolicy(policy: EarlyTerminationPolicy): string {
  if (policy.kind === 'none') return 'none';
  if (policy.kind === 'unknown') return `${escapeForTerminal(policy.name)}, which this version does not know`;
  const { evaluationInterval: interval, delayEvaluation: delay, excludeFinishedJobs } = policy;
  const parts = [
    ...settingsOf(policy),
    interval === 1 ? 'at every value' : `at every ${interval} values`,
    ...(delay > interval ? [`not before ${delay}`] : []),
    ...(excludeFinishedJobs === true ? ['without ended trials'] : []),
  ];
  return `${policy.name}: ${parts.join(', ')}`;
}

function settingsOf(policy: Exclude<EarlyTerminationPolicy, { readonly kind: 'none' | 'unknown' }>): string[] {
  if (policy.kind === 'truncation-selection') return [`the worst ${policy.truncationPercentage} %`];
  if (policy.kind !== 'bandit') return [];
  return policy.slackFactor === undefined ? [`slack ${policy.slackAmount}`] : [`slack factor ${policy.slackFactor}`];
}
