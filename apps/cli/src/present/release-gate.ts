import { CliError } from '../context/cli-error.js';
import { escapeForTerminal } from '../output/escape/escape-for-terminal.js';
import { plainValue } from '../output/format/format-value.js';
import type { BestOfSweep } from './best-of-sweep.js';
import { provisionalText } from './provisional-text.js';

/** What the value of a best run must be at least, or at most, for a release to go on. */
export interface ReleaseGate {
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** Whether a gate is set at all. */
export function isGated({ atLeast, atMost }: ReleaseGate): boolean {
  return atLeast !== undefined || atMost !== undefined;
}

/**
 * Checks a best run by a gate. What may still change is not let through, whichever way it would change.
 * @throws CliError with the value where it is missed, provisional or missing
 */
export function checkGate({ atLeast, atMost }: ReleaseGate, best: BestOfSweep): void {
  if (!isGated({ atLeast, atMost })) return;
  const { value, primaryMetric, provisionalBecause, run } = best;
  const subject = `The best ${escapeForTerminal(primaryMetric.name)} is ${value === undefined ? 'not known' : plainValue(value)}`;
  if (value === undefined) throw missed(`${subject}.`, `Look at it: ${escapeForTerminal(run.id)}`);
  if (provisionalBecause.length > 0) {
    throw missed(
      `${subject}, but provisional: ${provisionalText(provisionalBecause)}.`,
      'Wait until the sweep has ended.',
    );
  }
  if (atLeast !== undefined && !(value >= atLeast)) {
    throw missed(`${subject}, which is less than ${atLeast}.`, 'It was to be at least that, by --at-least.');
  }
  if (atMost !== undefined && !(value <= atMost)) {
    throw missed(`${subject}, which is more than ${atMost}.`, 'It was to be at most that, by --at-most.');
  }
}

function missed(message: string, hint: string): CliError {
  return new CliError({ message, hint });
}
