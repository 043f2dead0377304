/** Where the next page is: named by a token, or by a link. */
export type PageCursor =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'link'; readonly link: string };

/** A page, as services answer it. */
export interface ListPage<Item> {
  readonly value: readonly Item[];
  readonly continuationToken?: string | undefined;
  readonly nextLink?: string | undefined;
}

function nextCursor(page: ListPage<unknown>): PageCursor | undefined {
  const { continuationToken, nextLink } = page;
  if (continuationToken !== undefined && continuationToken !== '') return { kind: 'token', token: continuationToken };
  return nextLink === undefined || nextLink === '' ? undefined : { kind: 'link', link: nextLink };
}

/**
 * Yields page after page, each fetched when the reader gets there. An empty page is no end; a missing cursor is.
 * @param onRepeat makes the error for a service that leads back to a page that was read before: going on would never
 *   end, and stopping would pass for a complete list
 */
export async function* paginate<Page extends ListPage<unknown>>(
  fetchPage: (cursor: PageCursor | undefined) => Promise<Page>,
  onRepeat: () => Error,
): AsyncGenerator<Page, void, undefined> {
  const seen = new Set<string>();
  let cursor: PageCursor | undefined;
  do {
    const page = await fetchPage(cursor);
    yield page;
    cursor = nextCursor(page);
    if (cursor !== undefined) {
      const mark = cursor.kind === 'token' ? cursor.token : cursor.link;
      if (seen.has(mark)) throw onRepeat();
      seen.add(mark);
    }
  } while (cursor !== undefined);
}
