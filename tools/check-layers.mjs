#!/usr/bin/env node
// npm run check:layers: the rules of ARCHITECTURE.md as a program. Prints each violated rule with its reason.

import path from 'node:path';
import { checkImports } from './layers/check-imports.mjs';
import { checkManifests } from './layers/check-manifests.mjs';
import { checkSourceFiles } from './layers/check-source-files.mjs';
import { describeProblems } from './layers/problem.mjs';
import { checkFacts } from './release/check-facts.mjs';
import { trackedFiles } from './tracked-files.mjs';

const root = path.resolve(import.meta.dirname, '..');
const files = await trackedFiles(root);
const found = await Promise.all([
  checkImports(root),
  checkManifests(root),
  checkFacts(root),
  checkSourceFiles(root, files),
]);
const problems = found.flat();

if (problems.length > 0) {
  console.error(describeProblems(problems));
  console.error(`\n${problems.length} violations of the rules in tools/layers; ARCHITECTURE.md explains them.`);
  process.exitCode = 1;
} else {
  console.log(`Layers, manifests and ${files.length} files follow the rules.`);
}
