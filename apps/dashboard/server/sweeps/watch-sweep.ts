import { HyperDriveError, isTerminalStatus, type JsonValue, writeJson } from '@hyperdrive-run/sdk';
import { childrenUpdateToJson } from '../../api/children-update.js';
import { problemToJson } from '../../api/problem.js';
import { sweepBestToJson } from '../../api/sweep-best.js';
import { sweepDetailsToJson } from '../../api/sweep-details.js';
import { problemOf } from '../http/responses.js';
import type { SweepReader } from './read-sweep.js';

/** How often a sweep that runs is looked at. */
export const lookEveryMs = 2000;

/**
 * A running sweep as server-sent events, each only where it brings something new: `sweep`, `best` and `children` in the messages of
 * `api/`; `problem` before it ends because of one, `end` once the sweep has ended. A look without news is a comment, so
 * that the page knows that somebody looks.
 * @param wait waits so many milliseconds, or until nobody listens any more
 */
export async function* watchSweep(
  sweeps: SweepReader,
  runId: string,
  after: string | undefined,
  signal: AbortSignal,
  wait: (ms: number, signal: AbortSignal) => Promise<void>,
): AsyncGenerator<string> {
  let token = after;
  const sent = new Map<string, string>();
  const news = (name: string, value: JsonValue): string => {
    const text = writeJson(value);
    if (sent.get(name) === text) return '';
    sent.set(name, text);
    return event(name, text);
  };
  try {
    while (!signal.aborted) {
      const sweep = await sweeps.describe(runId, signal);
      let hasNews = sent.size === 0;
      // The children after the sweep: once it has ended, they have too.
      for await (const update of sweeps.children(runId, token, signal)) {
        if (update.token !== '') token = update.token;
        const isNews = update.isComplete || update.children.length > 0 || update.changes.length > 0;
        if (isNews) yield event('children', writeJson(childrenUpdateToJson(update)));
        hasNews ||= isNews;
      }
      const state = news('sweep', sweepDetailsToJson(sweep));
      const isBestAsked = hasNews || state !== '';
      const best = isBestAsked ? news('best', sweepBestToJson(await sweeps.best(runId, signal))) : '';
      yield best + state === '' ? ': no news\n\n' : best + state;
      if (isTerminalStatus(sweep.status) && !sweep.mayGoOn) return yield event('end', '{}');
      await wait(lookEveryMs, signal);
    }
  } catch (error) {
    if (signal.aborted || !HyperDriveError.isInstance(error)) throw error;
    yield event('problem', writeJson(problemToJson(problemOf(error))));
  }
}

/** JSON has no line breaks of its own, so that one line of data is enough. */
function event(name: string, data: string): string {
  return `event: ${name}\ndata: ${data}\n\n`;
}
