#!/usr/bin/env node
// npm run release:facts: writes what project-facts.json says into the manifest of every published package.

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { layers } from '../layers/layer-table.mjs';
import { factsOf } from './project-facts.mjs';

const root = path.resolve(import.meta.dirname, '../..');

for (const { folder } of layers) {
  const file = path.join(root, folder, 'package.json');
  const facts = factsOf(folder);
  const entries = Object.entries(JSON.parse(await readFile(file, 'utf8'))).flatMap((entry) => {
    if (entry[0] in facts) return [];
    // Where people look for them.
    return entry[0] === 'license' ? [entry, ...Object.entries(facts)] : [entry];
  });
  await writeFile(file, `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`);
}
