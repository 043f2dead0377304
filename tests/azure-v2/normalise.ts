import { type SeenCall, workspace } from './azure-stand-in.js';

/**
 * Differences that are on purpose. Neither changes what is kept:
 * - Of a single file, of code or data, Azure's client sends no MD5; ours sends one of every file, by which the storage notices what was changed
 *   on the way.
 * - Where data was uploaded before, Azure's client also asks for it where its versions of 2021 kept it.
 */
const onPurpose = {
  withoutMd5: /^(PUT (?:\{container\}|\/store\/[^/]+\/LocalUpload\/[0-9a-f]{64})\/[^/ ]+ .*?)content-md5: \S+ /,
  oldPlace: /^HEAD \/store\/[^/]+\/az-ml-artifacts\//,
} as const;

/** A submit's calls without what differs between any two submits: names, containers, signatures. */
export interface NormalCalls {
  /** Of Azure Resource Manager, in their order. */
  readonly arm: readonly string[];
  /** Of the storage, which come in any order. */
  readonly store: readonly string[];
}

type Json = string | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const numberOrText = /"(?:[^"\\]|\\.)*"|-?(?:Infinity|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|NaN/g;

/** JSON with its keys in order and its numbers as they are written: `1.0` is not `1`. */
export function canonicalJson(text: string): string {
  const marked = text.replaceAll(numberOrText, (token) => (token.startsWith('"') ? token : `"#${token}"`));
  const parsed: Json = JSON.parse(marked);
  return JSON.stringify(sorted(parsed));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

export function normalise(calls: readonly SeenCall[]): NormalCalls {
  // A name that the file gives is compared; one that a client made is new each time.
  const created = calls.find(({ path }) => /\/jobs\/[^/]+$/.test(path))?.path ?? '';
  const [, job] = /\/jobs\/([a-z]+_[a-z]+_[a-z0-9]{10})$/.exec(created) ?? [];
  const general = (text: string): string => {
    const known = text
      .replaceAll(workspace, '{workspace}')
      .replaceAll(/https?:\/\/127\.0\.0\.1:\d+/g, '')
      .replaceAll(/\/store\/container\d+/g, '{container}')
      .replaceAll(uuid, '{code}');
    return job === undefined ? known : known.replaceAll(job, '{job}');
  };
  const shown = calls.map((call) => {
    const query = [...call.query]
      .filter(([name]) => name !== 'sv' && name !== 'sig')
      .map((pair) => pair.join('='))
      .toSorted();
    const isStore = call.path.startsWith('/store/');
    const body = isStore || call.body === '' ? call.body : canonicalJson(call.body);
    const others = ['content-md5', 'x-ms-blob-type', 'if-none-match', 'content-type'].flatMap((name) =>
      isStore && call.method === 'PUT' && !call.query.has('comp') ? [`${name}: ${call.headers.get(name)}`] : [],
    );
    const metadata = [...call.headers]
      .filter(([name]) => name.startsWith('x-ms-meta-'))
      .map((pair) => pair.join(': '))
      .toSorted();
    const passedOn = call.headers.has('x-azureml-token') ? ['with the token of the user'] : [];
    const parts = [call.method, call.path, query.join('&'), body, ...others, ...passedOn];
    return { isStore, text: general([...parts, ...metadata].join(' ')) };
  });
  return {
    arm: shown.filter(({ isStore }) => !isStore).map(({ text }) => text),
    store: shown
      .filter(({ isStore, text }) => isStore && !onPurpose.oldPlace.test(text))
      .map(({ text }) => text.replace(onPurpose.withoutMd5, '$1'))
      .toSorted(),
  };
}
