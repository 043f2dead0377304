// Checks the links of documents as a reader of the repository finds them: the file exists, and in a document the heading.

import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { isWellFormed } from './address.mjs';

/** @typedef {{ page: string, line: number, target: string, reason: string }} DeadMarkdownLink */

/** The end of a link, as its text may have begun on the line before; and a reference's definition. */
const link = /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|^\[[^\]]+\]:\s*(\S+)/g;
const address = /^[a-z][a-z\d+.-]*:/i;

/**
 * @param {string} root
 * @param {ReadonlyMap<string, string>} documents The text of each, by its path from the root.
 * @returns {DeadMarkdownLink[]}
 */
export function findDeadMarkdownLinks(root, documents) {
  /** @type {DeadMarkdownLink[]} */
  const dead = [];
  for (const [page, text] of documents) {
    for (const [index, line] of proseLines(text)) {
      for (const [, inline, reference] of line.matchAll(link)) {
        const target = inline ?? reference ?? '';
        const reason = problemOf(page, target);
        if (reason !== undefined) dead.push({ page, line: index + 1, target, reason });
      }
    }
  }
  return dead;

  /** @param {string} page @param {string} target @returns {string | undefined} */
  function problemOf(page, target) {
    if (address.test(target)) return isWellFormed(target) ? undefined : 'is no address';
    const [written = '', anchor] = target.split('#', 2);
    const file = written === '' ? page : path.posix.join(path.posix.dirname(page), decodeURI(written));
    if (file.startsWith('..')) return 'leads out of the repository';
    if (!existsSync(path.join(root, file))) return 'no such file';
    if (anchor === undefined) return undefined;
    if (statSync(path.join(root, file)).isDirectory()) return 'a folder has no headings';
    const text = documents.get(file);
    if (text === undefined) return 'an anchor into what is no document';
    return anchorsOf(text).has(anchor) ? undefined : `${file} has no such heading`;
  }
}

/**
 * @param {string} text
 * @returns {Set<string>} The anchors of its headings, as GitHub makes them.
 */
export function anchorsOf(text) {
  /** @type {Set<string>} */
  const anchors = new Set();
  for (const [, line] of proseLines(text)) {
    const heading = /^#{1,6} +(.*?)(?: +#+)?$/.exec(line)?.[1];
    if (heading === undefined) continue;
    const plain = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    let anchor = plain;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${plain}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** @param {string} text @returns {[number, string][]} Its lines that are no code, each with its number from 0. */
function proseLines(text) {
  let isCode = false;
  /** @type {[number, string][]} */
  const lines = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*```/.test(line)) isCode = !isCode;
    else if (!isCode)
      lines.push([
        index,
        line.replaceAll(/`[^`]*`/g, (code) => (line.startsWith('#') ? code : ' '.repeat(code.length))),
      ]);
  }
  return lines;
}
