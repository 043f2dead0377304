import { isTerminalStatus } from '@hyperdrive-run/core';
import type { TrialDetails } from '../../api/trial-details.js';
import { definitions } from '../definitions.js';
import { type Content, element } from '../dom.js';
import { formatDuration, formatValue } from '../format.js';

/** Where and how long a trial ran, and why it ended as it did. */
export function factsCard(trial: TrialDetails, now: Date): HTMLElement {
  const { child, error, cancellationReason, queueMessage, target, portalUrl } = trial;
  const { startTime, endTime, status, placement } = child;
  const until = endTime ?? (isTerminalStatus(status) ? undefined : now);
  const took = startTime && until && formatDuration(until.getTime() - startTime.getTime());
  const rows: readonly (readonly [string, Content | undefined])[] = [
    ['Failed with', error],
    ['Canceled', cancellationReason],
    ['Waits', queueMessage],
    ['Started', startTime?.toLocaleString()],
    ['Ended', endTime?.toLocaleString()],
    [isTerminalStatus(status) ? 'Took' : 'So far', took],
    ['Runs on', placement ?? target],
    ['Service', portalUrl === undefined ? undefined : portalLink(portalUrl)],
  ];
  const known = rows.flatMap(([name, value]): [string, Content][] => (value === undefined ? [] : [[name, value]]));
  return element(
    'section',
    { class: 'card', id: 'facts', 'aria-label': 'Run' },
    element('h2', {}, 'Run'),
    definitions(known),
  );
}

/** Only addresses of the web are links: a service's words may be anything. */
function portalLink(url: string): Content {
  return /^https?:\/\//.test(url)
    ? element('a', { href: url, rel: 'noreferrer', target: '_blank' }, 'its own page')
    : url;
}

/** What the trial tried. */
export function hyperparametersCard({ child }: TrialDetails): HTMLElement {
  const { hyperparameters } = child;
  const content =
    hyperparameters === undefined
      ? element('p', { class: 'note' }, 'Nothing names them.')
      : definitions([...hyperparameters].map(([name, value]) => [name, formatValue(value)]));
  const title = element('h2', {}, 'Hyperparameters');
  return element('section', { class: 'card', id: 'hyperparameters', 'aria-label': 'Hyperparameters' }, title, content);
}
