#!/usr/bin/env node
// Runs before anything is published, as `prepublishOnly` of each package: ends a publish while a placeholder is in the
// manifests. The rehearsal publishes tarballs to loopback, for which npm runs no script.

import { missingFacts } from './project-facts.mjs';

const missing = missingFacts();
if (missing.length > 0) {
  console.error(`Nothing can be published yet: ${missing.join('; ')}.`);
  console.error('Write what is true into tools/release/project-facts.json, then run: npm run release:facts');
  process.exitCode = 1;
}
