import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { build } from 'esbuild';
import type { PlantedBug } from './planted-bugs.js';

const source = path.join(import.meta.dirname, '../../../packages/stores/src');

/** Builds the package with a bug in it, and returns its `openStore`. */
export async function spoiledReader(
  bug: PlantedBug,
  folder: string,
): Promise<(address: string) => Promise<SweepBackend>> {
  const spoiled = path.join(source, 'optuna', bug.file);
  const outfile = path.join(folder, `${bug.name.replaceAll(/\W+/g, '-')}.mjs`);
  await build({
    entryPoints: [path.join(source, 'index.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['@hyperdrive-run/source'],
    // The driver is machine code; it is found from the folder of these tests.
    external: ['libsql'],
    logLevel: 'error',
    plugins: [
      {
        name: 'spoil',
        setup(bundler) {
          bundler.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
            if (file !== spoiled) return undefined;
            const right = await readFile(file, 'utf8');
            if (!right.includes(bug.right)) throw new Error(`${bug.file} does not contain ${bug.right}`);
            return { contents: right.replace(bug.right, () => bug.wrong), loader: 'ts' };
          });
        },
      },
    ],
  });
  const module: unknown = await import(outfile);
  if (!isReader(module)) throw new Error('The spoiled package exports no openStore.');
  return module.openStore;
}

function isReader(module: unknown): module is { readonly openStore: (address: string) => Promise<SweepBackend> } {
  return (
    typeof module === 'object' && module !== null && 'openStore' in module && typeof module.openStore === 'function'
  );
}
