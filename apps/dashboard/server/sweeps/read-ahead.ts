import type { ChildrenUpdate } from '../../api/children-update.js';
import type { SweepDetails } from '../../api/sweep-details.js';
import type { SweepReader } from './read-sweep.js';

/** A reader that can begin before anybody asks. */
export interface AheadReader extends SweepReader {
  /** Begins to read a sweep for the page that is about to ask for it; does nothing where that was just done. */
  readAhead(runId: string): void;
}

/** So long what was read ahead is new enough for a page to begin with, in milliseconds. */
const freshMs = 10_000;

/** What is being read of a sweep. Each part goes to the first who asks for it. */
interface Reading {
  readonly controller: AbortController;
  details: Promise<SweepDetails> | undefined;
  /** The first update, and the others, which are read once somebody takes them. */
  readonly first: Promise<IteratorResult<ChildrenUpdate, unknown>>;
  readonly rest: AsyncGenerator<ChildrenUpdate>;
}

/**
 * Has a reader begin with a sweep while the browser is still loading the page: with its state and the first of its children. What
 * nobody asks for soon is dropped, and what fails is read again for who asks.
 */
export function createAheadReader(reader: SweepReader): AheadReader {
  const readings = new Map<string, Reading>();

  function begin(runId: string): Reading {
    const controller = new AbortController();
    const details = reader.describe(runId, controller.signal);
    const rest = reader.children(runId, undefined, controller.signal);
    // The children after the sweep: once it has ended, they have too.
    const first = details.then(() => rest.next());
    first.catch(() => undefined);
    return { controller, details, first, rest };
  }

  function drop(runId: string, reading: Reading): void {
    if (readings.get(runId) !== reading) return;
    readings.delete(runId);
    reading.controller.abort();
  }

  return {
    ...reader,
    readAhead(runId) {
      if (readings.has(runId)) return;
      const reading = begin(runId);
      readings.set(runId, reading);
      reading.details?.catch(() => drop(runId, reading));
      setTimeout(() => drop(runId, reading), freshMs).unref();
    },
    async describe(runId, signal) {
      const reading = readings.get(runId);
      const details = reading?.details;
      if (reading !== undefined) reading.details = undefined;
      const known = await details?.catch(() => undefined);
      return known ?? reader.describe(runId, signal);
    },
    async *children(runId, after, signal) {
      const reading = after === undefined ? readings.get(runId) : undefined;
      if (reading !== undefined) readings.delete(runId);
      const first = await reading?.first.catch(() => undefined);
      if (reading === undefined || first === undefined || first.done === true) {
        yield* reader.children(runId, after, signal);
        return;
      }
      signal.addEventListener('abort', () => reading.controller.abort(signal.reason), { once: true });
      yield first.value;
      yield* reading.rest;
    },
  };
}
