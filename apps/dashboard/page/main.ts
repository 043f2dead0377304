import { isTerminalStatus } from '@hyperdrive-run/core';
import type { Child } from '../api/child.js';
import { applyUpdate, childrenUpdateFromJson } from '../api/children-update.js';
import { type SweepDetails, sweepDetailsFromJson } from '../api/sweep-details.js';
import { sweepListFromJson } from '../api/sweep-list.js';
import { element } from './dom.js';
import { DashboardError, fetchJson } from './fetch-json.js';
import { formatDuration } from './format.js';
import { lookPauseMs } from './look-pause.js';
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

/** Shown instead of a page that cannot be shown. */
function problemPage(error: unknown): HTMLElement {
  const back = runId === null ? [] : [element('a', { href: '/' }, '← All sweeps')];
  return element('div', {}, ...back, problem(error));
}

/** A sweep as it was at the last look. */
interface Look {
  readonly sweep: SweepDetails;
  readonly children: readonly Child[];
  /** With it the next look gets only what has changed since this one. */
  readonly token: string | undefined;
}

async function look(runId: string, before?: Look): Promise<Look> {
  const path = `/api/sweeps/${encodeURIComponent(runId)}`;
  // The children after the sweep: once it has ended, they have too.
  const sweep = sweepDetailsFromJson(await fetchJson(path));
  const after = before?.token === undefined ? '' : `?after=${encodeURIComponent(before.token)}`;
  const update = childrenUpdateFromJson(await fetchJson(`${path}/children${after}`));
  return { sweep, children: applyUpdate(before?.children ?? [], update), token: update.token };
}

async function showSweep(runId: string): Promise<void> {
  let state = await look(runId);
  document.title = state.sweep.displayName ?? runId;
  const view = createSweepView(state, announce);
  show(view.root);
  const trouble = element('div');
  view.root.prepend(trouble);
  let failures = 0;
  // One look after the other, never two at once; it ends with the sweep.
  while (!isTerminalStatus(state.sweep.status)) {
    await new Promise((resolve) => setTimeout(resolve, lookPauseMs(failures)));
    try {
      state = await look(runId, state);
      failures = 0;
      trouble.replaceChildren();
      view.show(state);
    } catch (error) {
      failures += 1;
      const next = `The next look is in ${formatDuration(lookPauseMs(failures))}.`;
      trouble.replaceChildren(problem(error), element('p', { class: 'note' }, next));
    }
  }
}

const runId = new URLSearchParams(location.search).get('sweep');
const shown =
  runId === null ? fetchJson('/api/sweeps').then((json) => show(sweepList(sweepListFromJson(json)))) : showSweep(runId);
shown.catch((error: unknown) => show(problemPage(error)));
