import type { SweepDetails } from '../../api/sweep-details.js';
import { element } from '../dom.js';
import { toneOf } from '../format.js';

/** The heading of a sweep's page, with its status. */
export function sweepHeading(sweep: SweepDetails, note: HTMLElement): HTMLElement {
  // A sweep without a name of its own has its id as the heading already.
  const subtitle = [sweep.experiment, sweep.displayName === undefined ? undefined : sweep.runId];
  return element(
    'header',
    {},
    element('a', { href: '/' }, '← All sweeps'),
    element(
      'div',
      { class: 'heading' },
      element('h1', {}, sweep.displayName ?? sweep.runId),
      element('span', { class: 'badge', id: 'status', 'data-tone': toneOf(sweep.status) }, sweep.status),
      note,
    ),
    element('div', { class: 'id' }, subtitle.filter((part) => part !== undefined).join(' · ')),
  );
}
