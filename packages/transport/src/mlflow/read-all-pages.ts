import { BackendError } from '@hyperdrive-run/core';
import { paginate } from '../http/paginate.js';

/**
 * Yields page after page, each fetched when the reader gets there.
 * @param what what the pages hold, for the error where the server leads back to one of them
 */
export async function* readAllPages<Page extends { readonly next_page_token?: string | undefined }>(
  fetchPage: (token: string | undefined) => Promise<Page>,
  what: string,
): AsyncGenerator<Page, void, undefined> {
  const pages = paginate(
    async (cursor) => {
      const page = await fetchPage(cursor?.kind === 'token' ? cursor.token : undefined);
      return { value: [page], continuationToken: page.next_page_token };
    },
    () =>
      new BackendError({
        code: 'unexpected-answer',
        message: `The server led back to a page of ${what} that was read before; the list would never end.`,
        hint: 'Try again; if it stays, it is a fault of the server.',
      }),
  );
  for await (const { value } of pages) yield* value;
}
