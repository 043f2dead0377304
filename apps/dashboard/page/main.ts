import { problemMessage } from './ask/problem-message.js';
import { showComparison } from './compare/show-comparison.js';
import { element } from './dom.js';
import { pageFoot } from './shell/page-foot.js';
import { showSweep } from './sweep/show-sweep.js';
import { showSweeps } from './sweeps/show-sweeps.js';
import { showTrial } from './trial/show-trial.js';

const app = document.querySelector('#app');
const news = document.querySelector('#news');

function show(content: HTMLElement): void {
  app?.replaceChildren(content);
  app?.removeAttribute('aria-busy');
}

function announce(text: string): void {
  if (news !== null) news.textContent = text;
}

const query = new URLSearchParams(location.search);
const [sweepId, trialId, otherId] = [query.get('sweep'), query.get('trial'), query.get('with')];

function showPage(): Promise<void> {
  if (sweepId === null) return showSweeps(show, announce);
  if (trialId !== null) return showTrial(sweepId, trialId, show, announce);
  return otherId === null ? showSweep(sweepId, show, announce) : showComparison(sweepId, otherId, show);
}

/** Shown instead of a page that cannot be shown. */
function problemPage(error: unknown): HTMLElement {
  const back = sweepId === null ? [] : [element('a', { href: '/' }, '← All sweeps')];
  return element('div', {}, ...back, element('h1', {}, 'This cannot be shown'), problemMessage(error));
}

document.body.append(pageFoot());
showPage().catch((error: unknown) => show(problemPage(error)));
