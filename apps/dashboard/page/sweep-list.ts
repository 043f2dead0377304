import type { SweepList } from '../api/sweep-list.js';
import { element } from './dom.js';
import { toneOf } from './format.js';

/** The list of sweeps, newest first, each a link to its page. */
export function sweepList({ sweeps, hasMore }: SweepList): HTMLElement {
  const heading = element('h1', {}, 'Sweeps');
  if (sweeps.length === 0) {
    return element(
      'div',
      {},
      heading,
      element('p', { class: 'note' }, 'There is no sweep yet. Submit one with “hyperdrive submit FILE”.'),
    );
  }
  const rows = sweeps.map((sweep) =>
    element(
      'tr',
      {},
      element(
        'td',
        {},
        element('a', { href: `/?sweep=${encodeURIComponent(sweep.runId)}` }, sweep.displayName ?? sweep.runId),
        element('div', { class: 'id' }, sweep.displayName === undefined ? '' : sweep.runId),
      ),
      element('td', {}, sweep.experiment ?? ''),
      element('td', {}, element('span', { class: 'badge', 'data-tone': toneOf(sweep.status) }, sweep.status)),
      element('td', {}, sweep.startTime?.toLocaleString() ?? ''),
    ),
  );
  const head = ['Sweep', 'Experiment', 'Status', 'Started'].map((name) => element('th', { scope: 'col' }, name));
  const table = element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows));
  const rest = hasMore
    ? [element('p', { class: 'note' }, `These are the first ${sweeps.length}; “hyperdrive list” shows all.`)]
    : [];
  return element('div', {}, heading, element('div', { class: 'card scroll' }, table), ...rest);
}
