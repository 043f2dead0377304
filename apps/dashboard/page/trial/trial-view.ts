import type { TrialDetails } from '../../api/trial-details.js';
import { createActButtons } from '../acts/act-buttons.js';
import { problemMessage } from '../ask/problem-message.js';
import { element } from '../dom.js';
import { shortId, toneOf } from '../format.js';
import { sweepAddress, sweepLink } from '../links.js';
import { createFilesCard } from './files-card.js';
import { createJudgementCard } from './judgement-card.js';
import { createLogCard } from './log-card.js';
import { createMetricsCard } from './metrics-card.js';
import { factsCard, hyperparametersCard } from './trial-cards.js';

/** The page of one trial. */
export interface TrialView {
  readonly root: HTMLElement;
  show(trial: TrialDetails): void;
  /** Says why a look failed; what was shown stays. */
  showFailure(error: unknown): void;
  /** Says in the heading how the page keeps up. */
  note(text: string): void;
}

/** Makes the page. */
export function createTrialView(sweepId: string, first: TrialDetails, announce: (text: string) => void): TrialView {
  const { runId } = first.child;
  let shown = '';
  const trouble = element('div', { class: 'trouble' });
  const note = element('span', { class: 'note', id: 'looks' });
  const [heading, cards] = [element('header'), element('div', { class: 'cards' })];
  const acts = createActButtons((act, text) => {
    announce(text);
    // The new trial is in the sweep's table.
    if (act === 'retry') location.assign(sweepAddress(sweepId));
  });
  const metrics = createMetricsCard();
  const judgement = createJudgementCard(sweepId, runId);
  const log = createLogCard(sweepId, runId);
  const files = createFilesCard(sweepId, runId);
  const root = element('div', {}, trouble, heading, acts.element, cards);
  root.append(element('div', { class: 'stack' }, judgement.element, metrics.element, log.element, files.element));

  function show(trial: TrialDetails): void {
    const { status } = trial.child;
    trouble.replaceChildren();
    heading.replaceChildren(...headingOf(sweepId, trial, note));
    const hasFailed = status === 'Failed';
    acts.show({ runId, name: 'this trial', kind: 'trial', status, hasFailed });
    cards.replaceChildren(factsCard(trial, new Date()), hyperparametersCard(trial));
    metrics.show(trial.child);
    log.show(trial.logFiles);
    if (status !== shown) {
      judgement.read();
      files.read();
    }
    if (shown !== '' && status !== shown) announce(`The trial is ${status}.`);
    shown = status;
  }

  show(first);
  return {
    root,
    show,
    showFailure: (error) => trouble.replaceChildren(problemMessage(error)),
    note(text) {
      note.textContent = text;
    },
  };
}

function headingOf(sweepId: string, { child, displayName }: TrialDetails, note: HTMLElement): readonly HTMLElement[] {
  const { runId, status } = child;
  const name = shortId(runId, sweepId);
  const title = displayName ?? (name === runId ? runId : `Trial ${name}`);
  const badge = element('span', { class: 'badge', id: 'status', 'data-tone': toneOf(status) }, status);
  return [
    sweepLink(sweepId, '← The sweep'),
    element('div', { class: 'heading' }, element('h1', {}, title), badge, note),
    element('div', { class: 'id' }, runId),
  ];
}
