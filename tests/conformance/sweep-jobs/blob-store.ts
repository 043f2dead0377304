import type { Answer } from './open-job-service.js';

/** The signature that opens the store. */
export const signature = 'sv=2021-08-06&sr=c&sig=s3cret%2Bsig';

/** The address of the store, as the service names it; tests send what is for it to the service itself. */
export const storeAddress = 'https://storage.blob.core.windows.net';

/** A store of blobs in one container: a page has two names. */
export function answerStore(
  blobs: ReadonlyMap<string, string>,
  url: URL,
  authorization: string | undefined,
): Answer | { readonly text: string } {
  if (authorization !== undefined) return { status: 400, body: 'A token does not belong here.' };
  if (url.searchParams.get('sig') !== 's3cret+sig') return { status: 403, body: 'No signature.' };
  if (url.searchParams.get('comp') === 'list') return { text: listPage(blobs, url.searchParams) };
  const content = blobs.get(decodeURIComponent(url.pathname.replace(/^\/[^/]+\//, '')));
  if (content !== undefined) return { text: content };
  const xml =
    '<?xml version="1.0" encoding="utf-8"?><Error><Code>BlobNotFound</Code><Message>No such blob.</Message></Error>';
  return { status: 404, headers: { 'x-ms-error-code': 'BlobNotFound' }, body: xml };
}

function listPage(blobs: ReadonlyMap<string, string>, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const from = Number(query.get('marker') ?? 0);
  const names = [...blobs.keys()].filter((name) => name.startsWith(prefix)).toSorted();
  const shown = names.slice(from, from + 2).map((name) => `<Blob><Name>${name.replaceAll('&', '&amp;')}</Name></Blob>`);
  const next = from + 2 < names.length ? String(from + 2) : '';
  return `<?xml version="1.0"?><EnumerationResults><Blobs>${shown.join('')}</Blobs><NextMarker>${next}</NextMarker></EnumerationResults>`;
}
