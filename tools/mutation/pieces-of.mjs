// A target's pieces: each is one run, so that a run that was ended early has lost one piece and not the whole.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from './has-code.mjs';

/** Tests are not changed, nor what helps them. */
const neverChanged = ['!**/*.{test,test-d,bench}.ts', '!**/__fixtures__/**'];

/**
 * @typedef {object} Piece
 * @property {string} name Such as `json` or `config/checks`.
 * @property {readonly string[]} mutate Globs from the root.
 */

/**
 * @param {import('./targets.mjs').Target} target
 * @param {string} root of the repository
 * @returns {Promise<Piece[]>} None of folders that only declare types or name exports: nothing in them can be changed, and
 *   Stryker refuses a run in which nothing is.
 */
export async function piecesOf(target, root) {
  if (target.pieces !== undefined) {
    return Object.entries(target.pieces).map(([name, files]) => pieceOf(name, target.folder, files));
  }
  const folders = await foldersOf(root, target.folder, '');
  const withCode = await Promise.all(
    folders.map((name) => folderHasCode(path.join(root, target.folder, name), name !== '.')),
  );
  return folders
    .filter((_, index) => withCode[index])
    .map((name) => pieceOf(name, target.folder, [name === '.' ? '*.ts' : `${name}/**/*.ts`]));
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {readonly string[]} files
 * @returns {Piece}
 */
function pieceOf(name, folder, files) {
  return { name, mutate: [...files.map((file) => path.posix.join(folder, file)), ...neverChanged] };
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {string} below `''` or a folder below `folder`
 * @returns {Promise<string[]>} The folder itself, as `.`, where it has files of its own; its folders otherwise.
 */
async function foldersOf(root, folder, below) {
  const entries = await readdir(path.join(root, folder, below), { withFileTypes: true });
  const hasFiles = entries.some((entry) => entry.isFile() && isSource(entry.name));
  if (below !== '' && hasFiles) return [below];
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== '__fixtures__');
  const found = await Promise.all(folders.map(({ name }) => foldersOf(root, folder, path.posix.join(below, name))));
  return [...(hasFiles ? ['.'] : []), ...found.flat().toSorted()];
}

/** @param {string} name of a file */
function isSource(name) {
  return /(?<!\.(test|test-d|bench))\.ts$/.test(name);
}

/**
 * @param {string} folder
 * @param {boolean} recursive
 */
async function folderHasCode(folder, recursive) {
  const files = (await readdir(folder, { recursive })).filter(isSource);
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return texts.some(hasCode);
}
