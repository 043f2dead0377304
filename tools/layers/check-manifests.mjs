// Checks each package.json against the layer table, and that whatever users have to install has a written reason.

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { layers } from './layer-table.mjs';

/** @typedef {import('./problem.mjs').Problem} Problem */
/** @typedef {import('./layer-table.mjs').Layer} Layer */

/**
 * @param {string} root The repository's root.
 * @returns {Promise<Problem[]>}
 */
export async function checkManifests(root) {
  const decisions = await titlesOfDecisions(path.join(root, 'docs/decisions'));
  const found = await Promise.all(
    layers
      .filter((layer) => existsSync(path.join(root, layer.folder, 'package.json')))
      .map((layer) => checkManifest(root, layer, decisions)),
  );
  return found.flat();
}

/**
 * @param {string} root
 * @param {Layer} layer
 * @param {readonly string[]} decisions
 * @returns {Promise<Problem[]>}
 */
async function checkManifest(root, layer, decisions) {
  const file = `${layer.folder}/package.json`;
  const manifest = JSON.parse(await readFile(path.join(root, file), 'utf8'));
  /** @type {Record<string, string>} */
  const brought = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies };
  /** @type {Problem[]} */
  const problems = [];
  /** @type {(rule: string, what: string, why: string) => void} */
  const report = (rule, what, why) => problems.push({ rule, file, what, why });

  for (const [name, version] of Object.entries(brought)) {
    const isOurs = name.startsWith('@hyperdrive-run/');
    if (!(isOurs ? layer.mayImport : layer.npm).includes(name)) {
      report('dependencies-follow-the-table', `depends on ${name}`, layer.why);
    } else if (!isOurs && !decisions.some((title) => title.includes(`\`${name}\``))) {
      report('a-dependency-is-a-decision', `${name} has no record in docs/decisions`, whyDecision);
    }
    if (!isOurs && version !== 'catalog:' && !/^\d+\.\d+\.\d+/.test(version)) {
      report('versions-are-exact', `${name} is ${version}`, whyExact);
    }
    if (isOurs && version !== 'workspace:^') {
      report('our-packages-move-together', `${name} is ${version}, not workspace:^`, whyTogether);
    }
  }
  if (manifest.name !== layer.name) report('names-follow-the-table', `is named ${manifest.name}`, layer.why);
  if (manifest.type !== 'module') report('esm-only', `has the type ${manifest.type}`, whyEsm);
  for (const needed of ['README.md', 'LICENSE']) {
    if (!existsSync(path.join(root, layer.folder, needed))) {
      report('a-package-explains-itself', `has no ${needed} beside it`, whyReadme);
    }
  }
  return problems;
}

const whyDecision =
  'whoever installs the package installs this too: a record says why, its title names the package in `backticks`';
const whyExact = 'what was tested is what is installed; a range is somebody else changing our releases';
const whyTogether = 'a published package must ask for the version of its sibling that it was built with';
const whyEsm = 'one module format: docs/decisions says why';
const whyReadme = 'the registry shows what lies beside package.json, and nothing else';

/**
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function titlesOfDecisions(folder) {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md'));
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.map((text) => text.split('\n', 1)[0] ?? '');
}
