import { paginate } from '../../../http/answers/paginate.js';
import type { BlobClient } from '../upload/blob-client.js';
import type { SignedContainer } from '../upload/signed-container.js';

/** A page of the names of blobs. */
interface BlobPage {
  readonly value: readonly string[];
  readonly continuationToken: string | undefined;
}

/**
 * The names of the blobs at a path of a container: of the one that is called so, or of all below it. A name that only
 * begins alike, as that of a sibling does, is none of them.
 */
export async function* listBlobs(
  client: BlobClient,
  container: SignedContainer,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<string, void, undefined> {
  let count = 0;
  for await (const name of listByPrefix(client, container, `${path}/`, signal)) {
    count += 1;
    yield name;
  }
  if (count > 0) return;
  for await (const name of listByPrefix(client, container, path, signal)) if (name === path) yield name;
}

async function* listByPrefix(
  client: BlobClient,
  container: SignedContainer,
  prefix: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<string, void, undefined> {
  const pages = paginate(
    async (cursor): Promise<BlobPage> => {
      const query = new Map([
        ['restype', 'container'],
        ['comp', 'list'],
        ['prefix', prefix],
      ]);
      if (cursor?.kind === 'token') query.set('marker', cursor.token);
      const subject = `the files below ${JSON.stringify(prefix)}`;
      const { text } = await client(
        container,
        { method: 'GET', path: '', query, isSafeToRepeat: true, subject },
        signal,
      );
      return readBlobPage(text);
    },
    { what: `files below ${JSON.stringify(prefix)}`, keysOf: ({ value }) => value },
  );
  for await (const { value } of pages) yield* value;
}

/** Reads a page of the storage, which is XML. Folders, which some accounts list beside the files, are left out. */
export function readBlobPage(xml: string): BlobPage {
  const value: string[] = [];
  for (const [, blob = ''] of xml.matchAll(/<Blob>([\s\S]*?)<\/Blob>/g)) {
    const [, encoded, name] = /<Name( Encoded="true")?>([^<]*)<\/Name>/.exec(blob) ?? [];
    if (name === undefined || /<ResourceType>directory</.test(blob)) continue;
    value.push(encoded === undefined ? fromXml(name) : decodeURIComponent(name));
  }
  const [, marker] = /<NextMarker>([^<]+)<\/NextMarker>/.exec(xml) ?? [];
  return { value, continuationToken: marker && fromXml(marker) };
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function fromXml(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name = '') => {
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return Number.isNaN(code) ? (entities.get(name) ?? whole) : String.fromCodePoint(code);
  });
}
