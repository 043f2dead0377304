import type { Endpoint } from '../../../http/requests/endpoint.js';
import { pathSegments } from '../../../http/requests/path-segment.js';

/** What a blob's content is sent with. */
export interface BlobContent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The MD5 in base64, by which the storage notices what was changed on the way; of nothing there is none. */
  readonly md5: string | undefined;
}

function blobEndpoint(name: string, rest: Omit<Endpoint, 'path' | 'isSafeToRepeat' | 'subject'>): Endpoint {
  const path = `/${pathSegments(name, 'name')}`;
  return { ...rest, path, isSafeToRepeat: true, subject: `blob ${JSON.stringify(name)}` };
}

/** What keeps a blob that exists as it is. */
function onlyNew(isOverwriting: boolean): Readonly<Record<string, string>> {
  return isOverwriting ? {} : { 'if-none-match': '*' };
}

function contentHeaders({ md5 }: BlobContent): Readonly<Record<string, string>> {
  return { 'content-type': 'application/octet-stream', ...(md5 === undefined ? {} : { 'content-md5': md5 }) };
}

/** Asks for a blob's metadata. */
export function headBlobEndpoint(name: string): Endpoint {
  return blobEndpoint(name, { method: 'HEAD' });
}

/** Sends a whole blob. */
export function putBlobEndpoint(name: string, content: BlobContent, isOverwriting: boolean): Endpoint {
  return blobEndpoint(name, {
    method: 'PUT',
    headers: { ...contentHeaders(content), ...onlyNew(isOverwriting), 'x-ms-blob-type': 'BlockBlob' },
    body: { kind: 'bytes', bytes: content.bytes },
  });
}

/** Sends a part of a blob, which is nothing until the list of its parts is sent. */
export function putBlockEndpoint(name: string, blockId: string, content: BlobContent): Endpoint {
  return blobEndpoint(name, {
    method: 'PUT',
    query: new Map([
      ['comp', 'block'],
      ['blockid', blockId],
    ]),
    headers: contentHeaders(content),
    body: { kind: 'bytes', bytes: content.bytes },
  });
}

/** Makes a blob of parts that were sent. */
export function putBlockListEndpoint(name: string, blockIds: readonly string[], isOverwriting: boolean): Endpoint {
  const list = blockIds.map((id) => `<Latest>${id}</Latest>`).join('');
  return blobEndpoint(name, {
    method: 'PUT',
    query: new Map([['comp', 'blocklist']]),
    headers: {
      'content-type': 'application/xml',
      'x-ms-blob-content-type': 'application/octet-stream',
      ...onlyNew(isOverwriting),
    },
    body: { kind: 'json', text: `<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>` },
  });
}

/** Replaces a blob's metadata. */
export function putMetadataEndpoint(name: string, metadata: ReadonlyMap<string, string>): Endpoint {
  const headers = Object.fromEntries([...metadata].map(([key, value]) => [`x-ms-meta-${key}`, value]));
  return blobEndpoint(name, { method: 'PUT', query: new Map([['comp', 'metadata']]), headers });
}
