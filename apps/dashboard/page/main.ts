import { sweepListFromJson } from '../api/sweep-list.js';
import { element } from './dom.js';
import { fetchJson } from './fetch-json.js';
import { followSweep } from './follow-sweep.js';
import { look } from './look.js';
import { problemMessage } from './problem-message.js';
import { sweepList } from './sweep-list.js';
import { createSweepView } from './sweep-view.js';

const app = document.querySelector('#app');
const news = document.querySelector('#news');

function show(content: HTMLElement): void {
  app?.replaceChildren(content);
  app?.removeAttribute('aria-busy');
}

function announce(text: string): void {
  if (news !== null) news.textContent = text;
}

/** Shown instead of a page that cannot be shown. */
function problemPage(error: unknown): HTMLElement {
  const back = runId === null ? [] : [element('a', { href: '/' }, '← All sweeps')];
  return element('div', {}, ...back, problemMessage(error));
}

async function showSweep(sweepId: string): Promise<void> {
  const first = await look(sweepId);
  document.title = first.sweep.displayName ?? sweepId;
  const view = createSweepView(first, announce);
  show(view.root);
  await followSweep(sweepId, first, view);
}

async function showSweeps(): Promise<void> {
  show(sweepList(sweepListFromJson(await fetchJson('/api/sweeps'))));
}

const runId = new URLSearchParams(location.search).get('sweep');
const shown = runId === null ? showSweeps() : showSweep(runId);
shown.catch((error: unknown) => show(problemPage(error)));
