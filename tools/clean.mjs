#!/usr/bin/env node
// npm run clean: removes what was built, so that no file of a source that is gone is published.

import { rm } from 'node:fs/promises';
import path from 'node:path';
import { layers } from './layers/layer-table.mjs';

const root = path.resolve(import.meta.dirname, '..');
for (const { folder } of layers) {
  await rm(path.join(root, folder, 'dist'), { recursive: true, force: true });
}
