import { createActButtons } from '../acts/act-buttons.js';
import { problemMessage } from '../ask/problem-message.js';
import { element } from '../dom.js';
import { createChildrenSection } from './children-section.js';
import type { Look } from './look.js';
import { sweepCards } from './sweep-cards.js';
import { sweepHeading } from './sweep-heading.js';

/** The page of one sweep. The controls stay while what they rank is shown anew. */
export interface SweepView {
  readonly root: HTMLElement;
  /** Shows the state of a look that succeeded, as far as it has come. */
  show(look: Look): void;
  /** Says why a look failed; what was shown stays. */
  showFailure(error: unknown): void;
  /** Says in the heading how the page keeps up. */
  note(text: string): void;
}

/** Makes the page. */
export function createSweepView(first: Look, announce: (text: string) => void): SweepView {
  let { status } = first.sweep;
  const trouble = element('div', { class: 'trouble' });
  const note = element('span', { class: 'note', id: 'looks' });
  const [heading, cards] = [element('div'), element('div')];
  const acts = createActButtons((act, text) => {
    announce(text);
    // A sweep that had ended goes on: the page follows it again.
    if (act === 'retry') location.reload();
  });
  const children = createChildrenSection(first, announce);

  function showSweep({ sweep, best, children: runs }: Look): void {
    heading.replaceChildren(sweepHeading(sweep, note));
    cards.replaceChildren(sweepCards(sweep, best, runs, new Date()));
    const hasFailed = runs.some((child) => child.status === 'Failed');
    acts.show({ runId: sweep.runId, name: 'this sweep', kind: 'sweep', status: sweep.status, hasFailed });
  }

  showSweep(first);
  return {
    root: element('div', {}, trouble, heading, acts.element, cards, children.element),
    show(next) {
      trouble.replaceChildren();
      showSweep(next);
      children.show(next);
      if (next.sweep.status !== status) announce(`The sweep is ${next.sweep.status}.`);
      ({ status } = next.sweep);
    },
    showFailure: (error) => trouble.replaceChildren(problemMessage(error)),
    note(text) {
      note.textContent = text;
    },
  };
}
