#!/usr/bin/env node
// npm run check:packages: what is published resolves and has the right types wherever it is imported.
// publint looks at package.json and the files, "are the types wrong" at what each kind of consumer gets.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { withLocalBinaries } from './local-binaries.mjs';
import { packPackages } from './pack-packages.mjs';

const root = path.resolve(import.meta.dirname, '..');
const packages = await packPackages(root, path.join(root, 'node_modules/.cache/hyperdrive-run/tarballs'));
let failures = 0;

for (const { name, tarball, entries } of packages) {
  console.log(`\n${name}`);
  await check(`publint run ${tarball} --strict`);
  // Our packages are ESM only: what a `require` gets is not looked at.
  if (entries.length > 0) await check(`attw ${tarball} --profile esm-only --format ascii --no-emoji`);
}

if (failures > 0) {
  console.error(`\n${failures} checks of packed packages failed.`);
  process.exitCode = 1;
}

/** @param {string} command */
async function check(command) {
  const child = spawn(command, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: withLocalBinaries(root),
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) failures += 1;
}
