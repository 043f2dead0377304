#!/usr/bin/env node
// npm run release:facts: writes what project-facts.json says into the manifest of every published package.

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { layers } from '../layers/layer-table.mjs';
import { factsOf } from './project-facts.mjs';

const root = path.resolve(import.meta.dirname, '../..');

for (const { folder } of layers) {
  const file = path.join(root, folder, 'package.json');
  const {
    name,
    version,
    description,
    keywords = [],
    license,
    author,
    homepage,
    bugs,
    repository,
    ...rest
  } = JSON.parse(await readFile(file, 'utf8'));
  const facts = factsOf(folder);
  const manifest = { name, version, description, keywords, license, ...facts, ...rest };
  await writeFile(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
}
