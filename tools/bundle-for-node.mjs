// Bundles the entries of a package for Node into dist/node, beside the modules that tsc writes: Node opens each file on its own, so that
// fewer files start sooner. Whoever bundles for a page takes the modules, of which what is not used falls away.
//
//   node ../../tools/bundle-for-node.mjs [--one-file]    from the package's folder
//
// What several entries share, and what is imported only when it is needed, stays in files of its own; with --one-file what they share
// is one file, for a package that is small and imports nothing later.

import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const outFolder = 'dist/node';
/** @type {{ exports: Record<string, Record<string, string>> }} */
const manifest = JSON.parse(await readFile('package.json', 'utf8'));
const sources = Object.values(manifest.exports).map((conditions) => conditions['@hyperdrive-run/source'] ?? '');

const shared = /** @type {const} */ ({
  outbase: 'src',
  chunkNames: 'shared/[hash]',
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  sourcemap: true,
  // They are in the package.
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
});

await rm(outFolder, { recursive: true, force: true });
if (process.argv.includes('--one-file')) await bundleIntoOne();
else await build({ ...shared, splitting: true, outdir: outFolder, entryPoints: sources });

/** Writes all.js with everything, and a file for each entry that names what of it is the entry's. */
async function bundleIntoOne() {
  const { metafile } = await build({ ...shared, outdir: outFolder, entryPoints: sources, write: false });
  const contents = sources.map((source) => `export * from '${source}';`).join('\n');
  const all = await build({
    ...shared,
    outfile: path.join(outFolder, 'all.js'),
    stdin: { contents, resolveDir: '.', sourcefile: 'all.ts' },
  });
  const names = new Set(Object.values(all.metafile.outputs).flatMap(({ exports }) => exports));
  for (const [file, { entryPoint, exports }] of Object.entries(metafile.outputs)) {
    if (entryPoint === undefined) continue;
    // Two things of one name would both be missing in all.js.
    const missing = exports.filter((name) => !names.has(name));
    if (missing.length > 0)
      throw new Error(`${entryPoint} exports what another entry calls the same: ${missing.join(', ')}`);
    const list = exports.map((name) => `  ${name},\n`).join('');
    await writeFile(file, `export {\n${list}} from './all.js';\n`);
  }
}
