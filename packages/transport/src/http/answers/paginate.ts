import { BackendError } from '@hyperdrive-run/core';
import { type WireValue, writeWireJson } from '../../wire-json/write-wire-json.js';

/** Where the next page is: named by a token, or by a link. */
export type PageCursor =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'link'; readonly link: string };

/** A page, as services send it. */
export interface ListPage<Item> {
  readonly value: readonly Item[];
  readonly continuationToken?: string | undefined;
  readonly nextLink?: string | undefined;
}

/** What is listed. */
export interface Listing<Page> {
  /** What the pages contain, for messages, such as `the children of run "HD_1"`. */
  readonly what: string;
  /** The run that it is about, where it is about one. */
  readonly runId?: string | undefined;
  /** What distinguishes the items of a page: a page without one that is new has brought nothing. */
  readonly keysOf: (page: Page) => Iterable<string>;
}

/**
 * How many pages in a row may bring nothing new. Services that look through many runs for a few send empty pages in
 * between, dozens of them; what sends five hundred goes round in a circle, under tokens that are new each time.
 */
export const mostIdlePages = 500;

/**
 * The key of a page of logged values, which have no names of their own: two pages that begin and end alike and are
 * equally long are taken for one. Empty for an empty page.
 * @param toWire writes a value out, to compare it; is called for two of them
 */
export function keysOfValues<Value>(values: readonly Value[], toWire: (value: Value) => WireValue): string[] {
  const [first, last] = [values.at(0), values.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [writeWireJson([values.length, toWire(first), toWire(last)])];
}

function nextCursor(page: ListPage<unknown>): PageCursor | undefined {
  const { continuationToken, nextLink } = page;
  if (continuationToken !== undefined && continuationToken !== '') return { kind: 'token', token: continuationToken };
  return nextLink === undefined || nextLink === '' ? undefined : { kind: 'link', link: nextLink };
}

/**
 * Yields page after page, each fetched when the reader gets there. An empty page is no end; a missing cursor is. A list
 * that would never end is an error: going on would not help, and stopping would pass for a complete list.
 * @throws BackendError with code `unexpected-answer` where the service leads back to a page that was read before, or
 *   sends {@link mostIdlePages} pages in a row that bring nothing new
 */
export async function* paginate<Page extends ListPage<unknown>>(
  fetchPage: (cursor: PageCursor | undefined) => Promise<Page>,
  { what, runId, keysOf }: Listing<Page>,
): AsyncGenerator<Page, void, undefined> {
  const endless = (seen: string): BackendError =>
    new BackendError({
      code: 'unexpected-answer',
      message: `The list of ${what} would never end: ${seen}. ${pages} pages were read, ${pages - idleOnes} of them with something new.`,
      hint: 'Try again; if it stays, it is a fault of the service or of a proxy before it.',
      runId,
    });
  const cursors = new Set<string>();
  const items = new Set<string>();
  let pages = 0;
  let idleOnes = 0;
  let idleInARow = 0;
  let cursor: PageCursor | undefined;
  do {
    const page = await fetchPage(cursor);
    const next = nextCursor(page);
    // Most lists are one page, which nothing has to be compared with.
    if (pages === 0 && next === undefined) {
      yield page;
      return;
    }
    pages += 1;
    const before = items.size;
    for (const key of keysOf(page)) items.add(key);
    const isIdle = items.size === before;
    idleOnes += isIdle ? 1 : 0;
    idleInARow = isIdle ? idleInARow + 1 : 0;
    yield page;
    cursor = next;
    if (cursor === undefined) return;
    const mark = cursor.kind === 'token' ? cursor.token : cursor.link;
    if (cursors.has(mark)) throw endless('the service led back to a page that was read before');
    cursors.add(mark);
    if (idleInARow >= mostIdlePages) throw endless(`the last ${idleInARow} pages brought nothing new`);
  } while (true);
}
