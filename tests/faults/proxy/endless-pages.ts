import { isJsonArray, isJsonObject, type JsonObject, parseJson, writeJson } from '@hyperdrive-run/core/json';
import { type Exchange, sendAnswer, type UpstreamAnswer } from './exchange.js';
import type { Fault } from './fault.js';

/** How a page token of the proxy's own begins; what follows names the fault that goes on. */
const tokenMark = 'fault-page';

/** What a list does that never ends: empty pages, the first page again and again, or a token that leads back. */
const pageFaults = ['empty', 'again', 'back'] as const;
type PageFault = (typeof pageFaults)[number];

/** The fields of both protocols that hold the items of a page. */
const listFields = ['value', 'runs', 'files', 'metrics', 'experiments'] as const;

/** Which fault a request goes on with: its page token is one that the proxy gave. */
function pageFaultOf({ path, body }: Exchange): PageFault | undefined {
  const asked = path + body.toString('latin1');
  return pageFaults.find((kind) => asked.includes(`${tokenMark}-${kind}`));
}

/** Whether a request goes on with pages that a fault began. */
export function isOfEndlessPages(exchange: Exchange): boolean {
  return pageFaultOf(exchange) !== undefined;
}

/** Goes on with the pages of a fault that began before. */
export async function sendNextPage(exchange: Exchange): Promise<void> {
  await sendPage(exchange, pageFaultOf(exchange) ?? 'back', false);
}

/** A path without the page token that no upstream gave. */
export function pathWithoutToken(path: string): string {
  if (!path.includes(tokenMark)) return path;
  const url = new URL(path, 'http://localhost');
  const ours = Array.from(url.searchParams).filter(([, value]) => value.startsWith(tokenMark));
  for (const [name] of ours) url.searchParams.delete(name);
  return url.pathname + url.search;
}

/** A body without the page token that no upstream gave. */
export function bodyWithoutToken(body: Buffer): Buffer {
  const fields = body.includes(tokenMark) ? parseJson(body.toString()) : undefined;
  if (!isJsonObject(fields)) return body;
  const kept = [...fields].filter(([, value]) => !(typeof value === 'string' && value.startsWith(tokenMark)));
  return Buffer.from(writeJson(new Map(kept)));
}

/** What an answer holds where it is a page of a list: only then a next one can be made up. */
function asPage({ body }: UpstreamAnswer): JsonObject | undefined {
  try {
    const page = parseJson(body.toString());
    return isJsonObject(page) && listFields.some((name) => isJsonArray(page.get(name) ?? null)) ? page : undefined;
  } catch {
    return undefined;
  }
}

async function sendPage(exchange: Exchange, kind: PageFault, isFirst: boolean): Promise<boolean> {
  const answer = await exchange.forward();
  const page = asPage(answer);
  if (page === undefined) {
    sendAnswer(exchange, answer);
    return false;
  }
  const fields = new Map(page);
  if (kind === 'empty' && !isFirst) for (const name of listFields) if (fields.has(name)) fields.set(name, []);
  fields.delete('nextLink');
  // A token that leads back is always the same, one that goes on for ever always another.
  const token = kind === 'back' ? `${tokenMark}-back` : `${tokenMark}-${kind}-${exchange.random.integer(2 ** 31)}`;
  fields.set(exchange.path.includes('/mlflow') ? 'next_page_token' : 'continuationToken', token);
  sendAnswer(exchange, { ...answer, body: Buffer.from(writeJson(fields)) });
  return true;
}

/** Requests that may be for a page of a list. */
function mayList({ path }: Exchange): boolean {
  return /\/children|runs:query|\/runs\/search|\/artifacts?\b|\/metrics\/get-history\b(?!-bulk)|\/metric\//.test(path);
}

/** Rarer than other faults: a client follows such a list for hundreds of pages before it gives up. */
function mayListForEver(exchange: Exchange): boolean {
  return mayList(exchange) && exchange.random.chance(0.35);
}

/** Lists that never end, or lead back to where they began. */
export const endlessPages: readonly Fault[] = [
  { name: 'empty pages for ever', fits: mayListForEver, inject: (exchange) => sendPage(exchange, 'empty', true) },
  { name: 'the same page for ever', fits: mayListForEver, inject: (exchange) => sendPage(exchange, 'again', true) },
  { name: 'a page that leads back', fits: mayList, inject: (exchange) => sendPage(exchange, 'back', true) },
];
