// Checks what each published manifest says to the people who find it in the registry.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { layers } from '../layers/layer-table.mjs';
import { factsOf } from './project-facts.mjs';

/** @typedef {import('../layers/problem.mjs').Problem} Problem */

/** What keeps a package with a placeholder from the registry; npm runs it before it publishes the folder. */
const guard = 'node ../../tools/release/require-facts.mjs';

const fewestKeywords = 4;

/**
 * @param {string} root The repository's root.
 * @returns {Promise<Problem[]>}
 */
export async function checkFacts(root) {
  const found = await Promise.all(
    layers.map(async ({ folder }) => {
      const file = `${folder}/package.json`;
      return problemsOf(folder, JSON.parse(await readFile(path.join(root, file), 'utf8'))).map((problem) => ({
        file,
        ...problem,
      }));
    }),
  );
  return found.flat();
}

/**
 * @param {string} folder From the root.
 * @param {Record<string, unknown>} manifest
 * @returns {Omit<Problem, 'file'>[]}
 */
export function problemsOf(folder, manifest) {
  /** @type {Omit<Problem, 'file'>[]} */
  const problems = [];
  for (const [name, fact] of Object.entries(factsOf(folder))) {
    if (!isDeepStrictEqual(manifest[name], fact)) {
      problems.push({
        rule: 'facts-have-one-place',
        what: `${name} is ${JSON.stringify(manifest[name])}`,
        why: whyOne,
      });
    }
  }
  const keywords = Array.isArray(manifest['keywords']) ? manifest['keywords'] : [];
  if (new Set(keywords).size < fewestKeywords) {
    problems.push({ rule: 'a-package-can-be-found', what: `has ${keywords.length} keywords`, why: whyKeywords });
  }
  const scripts = manifest['scripts'];
  const isGuarded = typeof scripts === 'object' && scripts !== null && Object.entries(scripts).some(isGuard);
  if (!isGuarded) problems.push({ rule: 'no-placeholder-is-published', what: `has no prepublishOnly`, why: whyGuard });
  return problems;
}

/** @type {(script: readonly [string, unknown]) => boolean} */
const isGuard = ([name, command]) => name === 'prepublishOnly' && command === guard;

const whyOne = 'the manifests repeat tools/release/project-facts.json: change it there and run npm run release:facts';
const whyKeywords = `the registry's search finds packages by their keywords: at least ${fewestKeywords}, each once`;
const whyGuard = `"prepublishOnly": "${guard}" is what keeps a placeholder from the registry`;
