import { createHash, randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { accountSignature, containerSignature } from './start-azurite.mjs';

/** A container of the test's own, and what is in it, seen without the client that is tested. */
export interface TestContainer {
  /** Its address with a signature. */
  readonly signed: string;
  readonly sign: (options: { readonly permissions?: string; readonly hours?: number }) => string;
  /** The names of its blobs. */
  readonly list: () => Promise<readonly string[]>;
  /** A blob with its headers, `undefined` where there is none. */
  readonly read: (name: string) => Promise<{ readonly sha256: string; readonly headers: Headers } | undefined>;
  readonly put: (name: string, content: string, metadata?: Readonly<Record<string, string>>) => Promise<void>;
}

/** @param account the address of an Azurite; by default the one that the tests share */
export async function createContainer(account: string = inject('azurite')): Promise<TestContainer> {
  const name = `c${randomUUID()}`;
  const address = `${account}/${name}`;
  const at = (path: string, query = ''): string => `${address}${path}?${query}${accountSignature().toString()}`;
  const blob = (blobName: string): string => at(`/${blobName.split('/').map(encodeURIComponent).join('/')}`);
  await expectOk(fetch(at('', 'restype=container&'), { method: 'PUT' }));
  const sign: TestContainer['sign'] = (options) => `${address}?${containerSignature(name, options).toString()}`;
  return {
    signed: sign({}),
    sign,
    async list() {
      const names: string[] = [];
      for (let marker: string | undefined = ''; marker !== undefined; ) {
        const page = await expectOk(fetch(at('', `restype=container&comp=list&marker=${marker}&`)));
        const text = await page.text();
        names.push(...[...text.matchAll(/<Name>([^<]*)<\/Name>/g)].map(([, found = '']) => fromXml(found)));
        [, marker] = /<NextMarker>([^<]+)<\/NextMarker>/.exec(text) ?? [];
      }
      return names;
    },
    async read(blobName) {
      const response = await fetch(blob(blobName));
      const hash = createHash('sha256');
      for await (const piece of response.body ?? []) hash.update(piece);
      return response.ok ? { sha256: hash.digest('hex'), headers: response.headers } : undefined;
    },
    async put(blobName, content, metadata = {}) {
      const headers = { 'x-ms-blob-type': 'BlockBlob', 'x-ms-version': '2021-08-06', ...metadata };
      await expectOk(fetch(blob(blobName), { method: 'PUT', headers, body: content }));
    },
  };
}

async function expectOk(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  if (!response.ok) throw new Error(`Azurite: ${response.status} ${await response.text()}`);
  return response;
}

function fromXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll(/&#(x?)([\da-f]+);/gi, (_, hex: string, digits: string) =>
      String.fromCodePoint(Number.parseInt(digits, hex ? 16 : 10)),
    )
    .replaceAll('&amp;', '&');
}
