// Runs dependency-cruiser over every source folder and answers the violated rules.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import { importRules } from './import-rules.mjs';
import { layers } from './layer-table.mjs';

/** @type {import('dependency-cruiser').ICruiseOptions} */
export const cruiseOptions = {
  // Type-only imports count too: a layer that names another's types depends on it.
  tsPreCompilationDeps: true,
  skipAnalysisNotInRules: true,
  // An import that reaches into a build is seen, but what the build imports is not our sources' business.
  doNotFollow: '(^|/)(node_modules|dist)/',
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['@hyperdrive-run/source', 'import', 'node', 'default', 'types'],
  },
};

/**
 * @param {string} root The repository's root.
 * @returns {Promise<import('./problem.mjs').Problem[]>}
 */
export async function checkImports(root) {
  const folders = sourceFolders().filter((folder) => existsSync(path.join(root, folder)));
  const { output } = await cruise(folders, {
    ...cruiseOptions,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: importRules },
  });
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered text: ${output}`);
  const reasons = new Map(importRules.map((rule) => [rule.name, rule.comment ?? '']));
  return output.summary.violations.map((violation) => ({
    rule: violation.rule.name,
    file: violation.from,
    what: `imports ${violation.to}`,
    why: reasons.get(violation.rule.name) ?? '',
  }));
}

function sourceFolders() {
  const own = layers.flatMap(({ folder }) => ['src', 'api', 'server', 'page'].map((part) => `${folder}/${part}`));
  return [...own, 'tests', 'examples'];
}
