// Checks a built site as its readers' browsers would find it: each link to a page of it and each anchor exists, and nothing
// is loaded from anywhere else.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isWellFormed } from './address.mjs';

/** What a page loads by itself, and what it only leads to. */
const loaded =
  /<(?:script|img|source|iframe|video|audio|embed)\b[^>]*?\ssrc="([^"]*)"|<(?:link|use)\b[^>]*?\shref="([^"]*)"/g;
const links = /<a\b[^>]*?\shref="([^"]*)"/g;
const anchors = /\s(?:id|name)="([^"]*)"/g;
const loadedByStyle = /url\(\s*['"]?(?!['"]?data:)([^'")]*)|@import\s+['"]([^'"]*)/g;
const elsewhere = /^(?:[a-z][a-z\d+.-]*:)?\/\//i;

/** @typedef {{ page: string, target: string, reason: string }} DeadLink */

/**
 * @param {string} folder Of the site.
 * @returns {Promise<DeadLink[]>}
 */
export async function checkSite(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  const texts = new Map(
    await Promise.all(
      files
        .filter((file) => /\.(?:html|css)$/.test(file))
        .map(async (file) => /** @type {const} */ ([file, await readFile(path.join(folder, file), 'utf8')])),
    ),
  );
  return findDeadLinks(new Set(files), texts);
}

/**
 * @param {ReadonlySet<string>} files Of the site, from its root.
 * @param {ReadonlyMap<string, string>} texts Of its pages and styles.
 * @returns {DeadLink[]}
 */
export function findDeadLinks(files, texts) {
  const idsOf = new Map([...texts].map(([file, text]) => [file, new Set(captures(text, anchors))]));
  return [...texts].flatMap(([page, text]) => {
    const isStyle = page.endsWith('.css');
    const loads = captures(text, isStyle ? loadedByStyle : loaded).map((target) => problemOf(page, target, true));
    const leads = isStyle ? [] : captures(text, links).map((target) => problemOf(page, target, false));
    return [...loads, ...leads].filter((problem) => problem !== undefined);
  });

  /** @param {string} page @param {string} target @param {boolean} isLoaded @returns {DeadLink | undefined} */
  function problemOf(page, target, isLoaded) {
    if (isLoaded && target.startsWith('data:')) return undefined;
    if (elsewhere.test(target) || /^[a-z]+:/i.test(target)) {
      if (isLoaded)
        return { page, target, reason: 'is loaded from another place: the site has to work without a network' };
      return isWellFormed(target) ? undefined : { page, target, reason: 'is no address' };
    }
    const [, written = '', anchor] = /^([^#?]*)[^#]*(?:#(.*))?$/.exec(target) ?? [];
    const joined = path.posix.join(path.posix.dirname(page), decodeURI(written));
    const file =
      written === '' ? page : joined.endsWith('/') || joined === '.' ? path.posix.join(joined, 'index.html') : joined;
    if (!files.has(file)) return { page, target, reason: 'no such file in the site' };
    if (anchor === undefined || anchor === '' || idsOf.get(file)?.has(decodeURIComponent(anchor)) !== false)
      return undefined;
    return { page, target, reason: `${file} has no such anchor` };
  }
}

/** @param {string} text @param {RegExp} pattern */
function captures(text, pattern) {
  return [...text.matchAll(pattern)].map((match) =>
    unescape(match.slice(1).find((group) => group !== undefined) ?? ''),
  );
}

/** @param {string} attribute */
function unescape(attribute) {
  return attribute
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
