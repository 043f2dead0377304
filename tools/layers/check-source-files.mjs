// Checks the files themselves: names that say what is inside, a size that fits on a few screens, a hand-written face,
// a test beside the code.

import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** @typedef {import('./problem.mjs').Problem} Problem */

const longest = 300;
const sourceFile = /\.(ts|mts|mjs)$/;
const kebabCase =
  /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.(soak|full|ray|slurm))?(\.(test|test-d|bench|config|d))?\.(ts|mts|mjs)$/;
const emptyName = /(^|-)(utils?|helpers?|misc|stuff)(-|\.)/;
const exportAll = /^\s*export\s+(type\s+)?\*/m;
/** Errors of core's family, with which an installed copy of its own may be involved. */
const ownError =
  /\binstanceof (HyperDrive\w*Error|BackendError|InvalidArgumentError|RunFailedError|UnreadableMetricsError|UnsupportedOperationError|StorageError|SweepFileError|SnapshotError)\b/;
const test = /\.(test|test-d|bench)\.ts$/;
const exportedCode = /^export (?:default )?(?:abstract )?(?:async )?(?:function|class) /m;

/**
 * @param {string} root The repository's root.
 * @param {readonly string[]} files Paths from the root.
 * @returns {Promise<Problem[]>}
 */
export async function checkSourceFiles(root, files) {
  const sources = files.filter((file) => sourceFile.test(file));
  const contents = new Map(
    await Promise.all(
      sources.map(async (file) => /** @type {const} */ ([file, await readFile(path.join(root, file), 'utf8')])),
    ),
  );
  return [...contents].flatMap(([file, text]) => [
    ...checkName(file),
    ...checkText(file, text),
    ...checkTest(file, contents),
  ]);
}

/**
 * @param {string} file
 * @returns {Problem[]}
 */
function checkName(file) {
  const name = path.basename(file);
  /** @type {Problem[]} */
  const problems = [];
  if (!kebabCase.test(name)) {
    problems.push({
      rule: 'kebab-case-names',
      file,
      what: `is named ${name}`,
      why: 'one way to write names: guessing a path works',
    });
  }
  if (emptyName.test(name)) {
    const why = 'a name that says nothing collects everything: name the file after the one thing that it does';
    problems.push({ rule: 'names-say-what-is-inside', file, what: `is named ${name}`, why });
  }
  return problems;
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {Problem[]}
 */
function checkText(file, text) {
  /** @type {Problem[]} */
  const problems = [];
  const lines = text.trimEnd().split('\n').length;
  if (lines > longest && !text.includes('Long because ')) {
    const why = `over ${longest} lines a file holds more than one thing: split it, or say in a comment "Long because ..."`;
    problems.push({ rule: 'files-are-small', file, what: `has ${lines} lines`, why });
  }
  if (exportAll.test(text)) {
    const why = 'the public face is written by hand: what is exported by accident has to be kept for years';
    problems.push({ rule: 'no-export-star', file, what: 'has an `export *`', why });
  }
  const [asked] = ownError.exec(text) ?? [];
  if (asked !== undefined) {
    const why =
      'instanceof fails where two copies of a package are installed: ask the class, `BackendError.isInstance(error)`';
    problems.push({ rule: 'own-errors-are-asked-by-isinstance', file, what: `has \`${asked}\``, why });
  }
  return problems;
}

/**
 * A file of a package that exports functions or classes is reached, directly or through what it is a part of, by a
 * test of its folder or of the folder above that `npm test` runs.
 * @param {string} file
 * @param {ReadonlyMap<string, string>} contents
 * @returns {Problem[]}
 */
function checkTest(file, contents) {
  const text = contents.get(file) ?? '';
  const isSource = /^packages\/[^/]+\/src\//.test(file) && file.endsWith('.ts') && !test.test(file);
  if (!isSource || file.includes('/__fixtures__/') || !exportedCode.test(text)) return [];
  const folder = path.posix.dirname(file);
  const nearFolders = [folder, path.posix.dirname(folder)];
  const nearTests = [...contents.keys()].filter(
    (other) => test.test(other) && !/\.(soak|full)\./.test(other) && nearFolders.includes(path.posix.dirname(other)),
  );
  if (reachableFrom(nearTests, contents).has(file)) return [];
  const what = 'is reached by no test of its folder or the folder above';
  const why = 'code without a test near it is changed on trust: put x.test.ts beside x.ts';
  return [{ rule: 'tests-lie-beside-the-code', file, what, why }];
}

/**
 * @param {readonly string[]} starts
 * @param {ReadonlyMap<string, string>} contents
 * @returns {ReadonlySet<string>}
 */
function reachableFrom(starts, contents) {
  const reached = new Set(starts);
  // A set is walked in the order in which it grows.
  for (const file of reached) {
    for (const imported of importsOf(file, contents.get(file) ?? '')) reached.add(imported);
  }
  return reached;
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {string[]} The files that relative imports name, `.js` read as `.ts`.
 */
function importsOf(file, text) {
  const folder = path.posix.dirname(file);
  return [...text.matchAll(/(?:from|import|import\() ?'(\.[^']+)\.js'/g)].map((match) =>
    path.posix.join(folder, `${match[1]}.ts`),
  );
}
