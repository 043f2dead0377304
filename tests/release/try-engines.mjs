#!/usr/bin/env node
// npm run test:engines: the packed packages, installed together by npm, on every engine that they promise to run on. Needs a
// build; the engines are fetched once, 800 MB of them.

import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packPackages } from '../../tools/pack-packages.mjs';
import { engines, installEngine } from './engines/engines.mjs';
import { useEverything } from './engines/use-everything.mjs';
import { report, step } from './report.mjs';
import { run } from './run.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const cache = path.join(root, 'node_modules/.cache/hyperdrive-run');
const project = await mkdtemp(path.join(await realpath(tmpdir()), 'engines-'));

try {
  const packages = await packPackages(root, path.join(project, 'tarballs'));
  const ours = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const manifest = { name: 'stranger', private: true, type: 'module', dependencies: ours, overrides: ours };
  await writeFile(path.join(project, 'package.json'), JSON.stringify(manifest));
  await run(project, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline']);
  const script = path.join(project, 'use-everything.mjs');
  await writeFile(script, useEverything(packages.flatMap(({ entries }) => entries)));
  const command = path.join(project, 'node_modules/@hyperdrive-run/cli/dist/main.js');

  for (const engine of engines) {
    await step(
      `${engine.name} (${engine.version}) imports every entry, ranks, samples and reads a database`,
      async () => {
        const program = await installEngine(path.join(cache, 'engines'), engine);
        const printed = await run(project, program, [...(engine.args ?? []), script]);
        if (printed.trim() !== 'done') throw new Error(`it printed ${JSON.stringify(printed)}`);
      },
    );
    await step(`${engine.name} runs the command`, async () => {
      const program = await installEngine(path.join(cache, 'engines'), engine);
      const home = await mkdtemp(path.join(project, 'home-'));
      await mkdir(path.join(home, 'sweeps'));
      const environment = { HYPERDRIVE_HOME: path.join(home, 'sweeps'), XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home };
      const printed = await run(project, program, [...(engine.args ?? []), command, 'list', '--json'], environment);
      if (printed.trim() !== '[]') throw new Error(`it printed ${JSON.stringify(printed)}`);
    });
  }
} finally {
  await rm(project, { recursive: true, force: true });
}
process.exitCode = report();
