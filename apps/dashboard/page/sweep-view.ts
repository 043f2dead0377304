import { isTerminalStatus } from '@hyperdrive-run/core';
import type { Child } from '../api/child.js';
import type { SweepDetails } from '../api/sweep-details.js';
import { childrenTable } from './children-table.js';
import { createControls } from './controls.js';
import { element } from './dom.js';
import { toneOf } from './format.js';
import { usualNote } from './look-note.js';
import { problemMessage } from './problem-message.js';
import { hyperparameterNames, metricNames, rankChildren } from './rank-children.js';
import { sweepCards } from './sweep-cards.js';

/** A sweep at one moment. */
export interface SweepState {
  readonly sweep: SweepDetails;
  readonly children: readonly Child[];
}

/** The page of one sweep. The controls stay while what they rank is shown anew. */
export interface SweepView {
  readonly root: HTMLElement;
  /** Shows the state of a look that succeeded. */
  show(state: SweepState): void;
  /** Says why a look failed; what was shown stays. */
  showFailure(error: unknown): void;
  /** Says in the heading how it goes on after a look that failed. */
  noteFailure(text: string): void;
}

export function createSweepView(first: SweepState, announce: (text: string) => void): SweepView {
  let state = first;
  const trouble = element('div');
  const note = element('span', { class: 'note', id: 'looks' });
  const heading = element('div');
  const cards = element('div');
  const table = element('div', { class: 'scroll' });
  const controls = createControls(first.sweep.primaryMetric.goal, () => rank(true));
  const root = element(
    'div',
    {},
    trouble,
    heading,
    cards,
    element(
      'section',
      { class: 'card', 'aria-label': 'Children' },
      element('h2', {}, 'Child runs'),
      controls.form,
      table,
    ),
  );

  function rank(isNews: boolean): void {
    const ranking = controls.ranking();
    const { sweep, children } = state;
    const { primaryMetric, bestRun } = sweep;
    const ranked = rankChildren(children, ranking, { primaryMetric, bestRunId: bestRun?.runId });
    const content =
      ranked.rows.length === 0
        ? element('p', { class: 'note' }, 'No child to show.')
        : childrenTable(sweep.runId, ranked, ranking, hyperparameterNames(children));
    table.replaceChildren(content);
    if (isNews) announce(`${ranked.rows.length} children by ${ranking.metric}`);
  }

  function show(next: SweepState): void {
    const { sweep, children } = next;
    const isNews = state.sweep.status !== sweep.status;
    state = next;
    trouble.replaceChildren();
    note.textContent = isTerminalStatus(sweep.status) ? '' : usualNote;
    heading.replaceChildren(sweepHeading(sweep, note));
    cards.replaceChildren(sweepCards(sweep, children, new Date()));
    controls.offerMetrics(metricNames(children, sweep.primaryMetric.name));
    rank(false);
    if (isNews) announce(`The sweep is ${sweep.status}.`);
  }

  show(first);
  return {
    root,
    show,
    showFailure: (error) => trouble.replaceChildren(problemMessage(error)),
    noteFailure(text) {
      note.textContent = text;
    },
  };
}

function sweepHeading(sweep: SweepDetails, note: HTMLElement): HTMLElement {
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
