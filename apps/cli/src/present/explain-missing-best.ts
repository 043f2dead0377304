import type { BestRunExplanation, PrimaryMetric } from '@hyperdrive-run/sdk';
import { escapeForTerminal } from '../output/escape/escape-for-terminal.js';

/** Why a sweep has no best run, in words: what is so, and what to do. */
export interface MissingBest {
  readonly what: string;
  /** @param metrics @param status the commands that show them */
  readonly hint: (metrics: string, status: string) => string;
}

export function explainMissingBest(
  {
    reason,
    loggedMetricNames,
    provisionalBecause,
  }: Pick<BestRunExplanation, 'reason' | 'loggedMetricNames' | 'provisionalBecause'>,
  primaryMetric: PrimaryMetric,
): MissingBest {
  const name = JSON.stringify(escapeForTerminal(primaryMetric.name));
  const goesOn = provisionalBecause.some((why) => why === 'sweep-not-ended' || why === 'children-not-ended');
  const yet = goesOn ? ' yet' : '';
  const children = provisionalBecause.includes('children-missing')
    ? 'none of the children that the sweep had were kept'
    : `the sweep has no children${yet}`;
  const showMetrics = (metrics: string): string => `See what the children logged: ${metrics}`;
  switch (reason?.code) {
    case 'no-children':
      return {
        what: `There is no best run: ${children}.`,
        hint: (_, status) => `See its status: ${status}`,
      };
    case 'metric-never-logged': {
      const { closest } = reason;
      const logged = loggedMetricNames.map(escapeForTerminal).join(', ');
      const what = `There is no best run: no child logged the primary metric ${name}${yet}.`;
      if (closest !== undefined) {
        const hint = `Did the script mean ${JSON.stringify(escapeForTerminal(closest))}? Names must be the same letter for letter.`;
        return { what, hint: () => hint };
      }
      return { what, hint: logged === '' ? showMetrics : () => `What the children logged is: ${logged}` };
    }
    case 'not-a-number':
      return { what: `There is no best run: ${name} was logged, but never as a number.`, hint: showMetrics };
    case 'all-excluded':
      return {
        what: `There is no best run: every child that has ${name} was left out.`,
        hint: () => 'Leave away --no-failed and --no-canceled to let these children win.',
      };
    case 'all-pruned':
      return { what: `There is no best run: every child that has ${name} was pruned.`, hint: showMetrics };
    default:
      return { what: 'There is no best run: what might be one could not be read.', hint: showMetrics };
  }
}
