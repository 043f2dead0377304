#!/usr/bin/env node
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './launch/cache-folder.js';
import { loadBundle, requireBundle } from './launch/load-bundle.js';
import { commandNames } from './program/command-names.js';

const programFile = fileURLToPath(import.meta.url);
const bundleFile = path.join(path.dirname(programFile), 'hyperdrive.cjs');
const args = process.argv.slice(2);

/** With the places of errors as they are in the sources. */
async function runTraceable(): Promise<number> {
  process.setSourceMapsEnabled(true);
  const { runCli, processIo } = requireBundle(bundleFile);
  return runCli(args, processIo(programFile));
}

async function runFast(): Promise<number> {
  const folder = cacheFolder(process.env);
  // Each command needs another part of the bundle, and its code is kept apart.
  const command = args.find((word) => commandNames.includes(word)) ?? 'other';
  const cacheFile = folder === undefined ? undefined : path.join(folder, `${command}.code`);
  const { runCli, processIo, keepCode } = loadBundle(bundleFile, cacheFile);
  const code = await runCli(args, processIo(programFile));
  keepCode();
  return code;
}

const isTraceable = args.includes('--verbose') || (process.env['HYPERDRIVE_DEBUG'] ?? '') !== '';
// The exit code is set, not exited with: what is still being written gets out.
process.exitCode = await (isTraceable ? runTraceable() : runFast());
