import { isTerminalStatus } from '@hyperdrive-run/core';
import { element } from './dom.js';
import { DashboardError, fetchJson } from './fetch-json.js';
import { toChildren, toSweepDetails, toSweepList } from './sweep-data.js';
import { sweepList } from './sweep-list.js';
import { createSweepView, type SweepState } from './sweep-view.js';

/** How long to wait between two looks at a sweep that runs. */
const pauseMs = 2000;

const app = document.querySelector('#app');
const news = document.querySelector('#news');

function show(content: HTMLElement): void {
  app?.replaceChildren(content);
  app?.removeAttribute('aria-busy');
}

function announce(text: string): void {
  if (news !== null) news.textContent = text;
}

function problem(error: unknown): HTMLElement {
  const hint = error instanceof DashboardError ? error.hint : '';
  const message = error instanceof Error ? error.message : String(error);
  return element(
    'div',
    { role: 'alert' },
    element('p', { class: 'error' }, message),
    element('p', { class: 'note' }, hint),
  );
}

/** What stands in place of a page that cannot be shown. */
function problemPage(error: unknown): HTMLElement {
  const back = runId === null ? [] : [element('a', { href: '/' }, '← All sweeps')];
  return element('div', {}, ...back, problem(error));
}

async function look(runId: string): Promise<SweepState> {
  const path = `/api/sweeps/${encodeURIComponent(runId)}`;
  // The children after the sweep: once it has ended, they have too.
  const sweep = toSweepDetails(await fetchJson(path));
  return { sweep, children: toChildren(await fetchJson(`${path}/children`)) };
}

async function showSweep(runId: string): Promise<void> {
  let state = await look(runId);
  document.title = state.sweep.displayName ?? runId;
  const view = createSweepView(state, announce);
  show(view.root);
  const trouble = element('div');
  view.root.prepend(trouble);
  // One look after the other, never two at once; it ends with the sweep.
  while (!isTerminalStatus(state.sweep.status)) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    try {
      state = await look(runId);
      trouble.replaceChildren();
      view.show(state);
    } catch (error) {
      trouble.replaceChildren(problem(error));
    }
  }
}

const runId = new URLSearchParams(location.search).get('sweep');
const shown =
  runId === null ? fetchJson('/api/sweeps').then((json) => show(sweepList(toSweepList(json)))) : showSweep(runId);
shown.catch((error: unknown) => show(problemPage(error)));
