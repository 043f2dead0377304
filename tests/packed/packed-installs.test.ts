import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import type { PackedPackage } from '../../tools/pack-packages.mjs';
import { installedPackages, runIn } from './empty-project.js';

/** Everything that these bring to their users. The others bring servers and terminals, and more with them. */
const closedLists: Record<string, readonly string[]> = {
  '@hyperdrive-run/core': ['@hyperdrive-run/core'],
  '@hyperdrive-run/transport': ['@hyperdrive-run/core', '@hyperdrive-run/transport', 'zod'],
  '@hyperdrive-run/charts': ['@hyperdrive-run/charts', '@hyperdrive-run/core'],
  '@hyperdrive-run/sampling': ['@hyperdrive-run/core', '@hyperdrive-run/sampling', 'pure-rand'],
  '@hyperdrive-run/sweep-file': ['@hyperdrive-run/core', '@hyperdrive-run/sweep-file', 'yaml'],
  '@hyperdrive-run/sdk': ['@hyperdrive-run/core', '@hyperdrive-run/sdk', '@hyperdrive-run/transport', 'zod'],
};

/** Entries that bring types and no value. */
const typesOnly = new Set(['@hyperdrive-run/core/ports']);

const projects = inject('projects');
const packages = inject('packages').filter(({ name }) => name in projects);

function projectOf({ name }: PackedPackage): string {
  const folder = projects[name];
  if (folder === undefined) throw new Error(`${name} was not installed`);
  return folder;
}

describe.each(packages.map((packed) => [packed.name, packed] as const))(
  '%s, packed and installed alone',
  (name, packed) => {
    test('is imported by plain Node at each of its entries', async () => {
      const script = packed.entries
        .map((entry) => `console.log(Object.keys(await import('${entry}')).length);`)
        .join('\n');
      const answer = await runIn(projectOf(packed), process.execPath, ['--input-type=module', '--eval', script]);
      const counts = answer.split('\n').filter((line) => line !== '');
      expect(counts).toHaveLength(packed.entries.length);
      const empty = packed.entries.filter((_, index) => counts[index] === '0');
      expect(empty.filter((entry) => !typesOnly.has(entry))).toEqual([]);
    });

    test('shows a README and a licence in the registry', async () => {
      const shown = await readdir(path.join(projectOf(packed), 'node_modules', name));
      expect(shown).toEqual(expect.arrayContaining(['README.md', 'LICENSE']));
    });
  },
);

test.each(Object.entries(closedLists).filter(([name]) => name in projects))(
  '%s brings nothing in but what is listed',
  async (name, list) => {
    const packed = packages.find((candidate) => candidate.name === name);
    expect(packed && (await installedPackages(projectOf(packed)))).toEqual(list);
  },
);

/** Where the local service is: alone, or with the command, which brings it. */
const serviceProject = projects['@hyperdrive-run/local'] ?? projects['@hyperdrive-run/cli'] ?? '';

const commands = packages.flatMap((packed) => packed.commands.map((command) => [command, packed] as const));

test.each(commands)('the command %s tells its version', async (command, packed) => {
  const answer = await runIn(projectOf(packed), 'npm', ['exec', '--no', '--', command, '--version']);
  expect(answer).toMatch(/^\d+\.\d+\.\d+/);
});

test('the local service brings the script of the thread that chooses points, which runs by itself', async () => {
  const script = `
    import { Worker } from 'node:worker_threads';
    const entry = new URL('./engine/points/thread/thread-entry.js', import.meta.resolve('@hyperdrive-run/local'));
    const worker = new Worker(entry, { execArgv: [] });
    worker.once('message', async ({ id, failure }) => {
      console.log(id, failure);
      await worker.terminate();
    });
    worker.postMessage({ kind: 'next', sampler: 1, id: 7, trial: 0, changes: { length: 0, changed: [] } });`;
  const printed = await runIn(serviceProject, process.execPath, ['--input-type=module', '--eval', script]);
  expect(printed.trim()).toBe('7 the sampler is not open');
});

test('the local service brings the wrapper that runs trials on other machines', async () => {
  const script = `
    import { readFileSync } from 'node:fs';
    const { launchWrapperFile } = await import(
      new URL('./engine/runners/launches/launch-wrapper.js', import.meta.resolve('@hyperdrive-run/local'))
    );
    console.log(readFileSync(launchWrapperFile, 'utf8').split('\\n')[0]);`;
  const printed = await runIn(serviceProject, process.execPath, ['--input-type=module', '--eval', script]);
  expect(printed.trim()).toBe('#!/bin/sh');
});
