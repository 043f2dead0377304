#!/usr/bin/env node
// npm run docs: the guides and the API reference as one static site in docs/site, then a look whether each of its links leads
// somewhere. Needs no network.

import path from 'node:path';
import { buildSite } from './docs-site/build-site.mjs';
import { checkSite } from './docs-site/check-site.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'docs/site');

if (await buildSite(root, folder)) {
  const dead = await checkSite(folder);
  for (const { page, target, reason } of dead) console.error(`${page}: ${target}: ${reason}`);
  console.log(dead.length === 0 ? 'Every link of the site leads somewhere.' : `${dead.length} links lead nowhere.`);
  process.exitCode = dead.length === 0 ? 0 : 1;
} else {
  process.exitCode = 1;
}
