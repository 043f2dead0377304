import { type TrialJudgement, trialJudgementFromJson } from '../../api/trial-judgement.js';
import { fetchJson } from '../ask/fetch-json.js';
import { trialPath } from '../ask/paths.js';
import { problemMessage } from '../ask/problem-message.js';
import { element } from '../dom.js';

/** Why the early termination policy stopped the trial, or kept it. */
export interface JudgementCard {
  readonly element: HTMLElement;
  /** Asks for it: all trials are compared, so that it takes longer than the rest of the page. */
  read(): void;
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['no-policy', 'The sweep has no early termination policy: it stops no trial by itself.'],
  ['unknown-policy', "The sweep's policy cannot be applied here."],
  ['pruned', 'The search that chose the trial pruned it, by rules of its own.'],
  ['not-logged', 'It was never judged: it has not logged the primary metric.'],
  ['not-a-number', 'It was never judged: what it logged by then are no numbers.'],
  ['too-few-values', 'It was never judged: it logged fewer values than the policy waits for.'],
]);

/** Makes the card. */
export function createJudgementCard(sweepId: string, trialId: string): JudgementCard {
  const content = element('div', {}, note('Comparing the trials …'));
  const title = element('h2', {}, 'Early termination');
  return {
    element: element('section', { class: 'card', id: 'judgement', 'aria-label': 'Early termination' }, title, content),
    read() {
      fetchJson(`${trialPath(sweepId, trialId)}/judgement`).then(
        (json) => content.replaceChildren(...judgementOf(trialJudgementFromJson(json))),
        (error: unknown) => content.replaceChildren(problemMessage(error)),
      );
    },
  };
}

function judgementOf({ recorded, notJudged, decisions, differs, unreadable }: TrialJudgement): readonly HTMLElement[] {
  const parts: HTMLElement[] = [];
  const decisive = recorded ?? decisions.at(-1);
  if (decisive !== undefined) parts.push(element('p', { class: 'recorded' }, decisive));
  if (notJudged !== undefined) parts.push(note(reasons.get(notJudged) ?? 'It was never judged.'));
  if (decisions.length > 0) parts.push(decisionList(decisions));
  if (differs)
    parts.push(note('The recomputed decisions are not the recorded one. What is recorded is what happened.'));
  if (unreadable > 0) parts.push(note(`${unreadable} trials could not be read, and are not compared.`));
  return parts;
}

function decisionList(decisions: readonly string[]): HTMLElement {
  const list = element('ol', {}, ...decisions.map((text) => element('li', {}, text)));
  return element('details', {}, element('summary', {}, `Each decision (${decisions.length})`), list);
}

function note(text: string): HTMLElement {
  return element('p', { class: 'note' }, text);
}
