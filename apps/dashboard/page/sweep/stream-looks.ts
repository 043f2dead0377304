import { parseJson } from '@hyperdrive-run/core/json';
import { applyUpdate, childrenUpdateFromJson } from '../../api/children-update.js';
import { sweepBestFromJson } from '../../api/sweep-best.js';
import { sweepDetailsFromJson } from '../../api/sweep-details.js';
import { sweepPath } from '../ask/paths.js';
import type { Look } from './look.js';

/** How a stream of news ended. */
export interface StreamEnd {
  /** `ended` with the sweep; `hidden` where nobody looks at the page; `broken` for whatever else. */
  readonly why: 'ended' | 'hidden' | 'broken';
  readonly state: Look;
  /** Whether any news came: something on the way may keep them back. */
  readonly hasNews: boolean;
}

/** So long the first news may take, in milliseconds. */
const firstNewsMs = 15_000;

/**
 * Follows a sweep by server-sent events: each brings what is new. A page that is not seen lets go of its connection, of which a
 * browser has few.
 * @param onNews is called with the state after each of them
 */
export function streamLooks(runId: string, first: Look, onNews: (state: Look) => void): Promise<StreamEnd> {
  return new Promise((resolve) => {
    let state = first;
    let hasNews = false;
    const source = new EventSource(`${sweepPath(runId)}/events?after=${encodeURIComponent(first.token)}`);
    const finish = (why: StreamEnd['why']): void => {
      source.close();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onHidden);
      resolve({ why, state, hasNews });
    };
    const onHidden = (): void => {
      if (document.hidden) finish('hidden');
    };
    const timer = setTimeout(() => {
      if (!hasNews) finish('broken');
    }, firstNewsMs);
    const on = (name: string, apply: (data: string) => Look): void => {
      source.addEventListener(name, ({ data }) => {
        hasNews = true;
        try {
          state = apply(String(data));
        } catch {
          // News that do not fit what the page has: a look brings everything.
          state = { ...state, token: '' };
          return finish('broken');
        }
        onNews(state);
      });
    };
    on('sweep', (data) => ({ ...state, sweep: sweepDetailsFromJson(parseJson(data)) }));
    on('best', (data) => ({ ...state, best: sweepBestFromJson(parseJson(data)) }));
    on('children', (data) => {
      const update = childrenUpdateFromJson(parseJson(data));
      return { ...state, children: applyUpdate(state.children, update), token: update.token };
    });
    source.addEventListener('end', () => finish('ended'));
    source.addEventListener('problem', () => finish('broken'));
    source.addEventListener('error', () => finish('broken'));
    document.addEventListener('visibilitychange', onHidden);
  });
}

/** Resolves once the page is seen. */
export function whenSeen(): Promise<void> {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const onChange = (): void => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', onChange);
      resolve();
    };
    document.addEventListener('visibilitychange', onChange);
  });
}
