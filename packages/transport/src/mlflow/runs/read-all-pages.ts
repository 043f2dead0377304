import { type Listing, paginate } from '../../http/answers/paginate.js';

/**
 * Yields page after page, each fetched when the reader gets there.
 * @throws BackendError with code `unexpected-answer` where the list would never end
 */
export async function* readAllPages<Page extends { readonly next_page_token?: string | undefined }>(
  fetchPage: (token: string | undefined) => Promise<Page>,
  listing: Listing<Page>,
): AsyncGenerator<Page, void, undefined> {
  const pages = paginate(
    async (cursor) => {
      const page = await fetchPage(cursor?.kind === 'token' ? cursor.token : undefined);
      return { value: [page], continuationToken: page.next_page_token };
    },
    { ...listing, keysOf: ({ value }) => value.flatMap((page) => [...listing.keysOf(page)]) },
  );
  for await (const { value } of pages) yield* value;
}
