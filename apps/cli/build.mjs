// Bundles the command into dist: hyperdrive.cjs with the whole program, of which only the parts that a command uses are
// run, and main.js, which loads it. Beside them the licences of what was bundled.

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { thirdPartyNotices } from './third-party-notices.mjs';

const source = fileURLToPath(new URL('src/', import.meta.url));
const unknownBuild = '0'.repeat(16);

/** The first line is what kept code is known by. Whoever loads the bundle may give it another way to import. */
const banner = `"use strict"; // build ${unknownBuild}
var bundleUrl = require('node:url').pathToFileURL(__filename).href;
var bundleImport = module.importModule ?? ((name) => import(name));`;

/**
 * @typedef {object} BundleOptions
 * @property {boolean} [isWhole] Also what is otherwise loaded from its own package, for tests without a build of it.
 * @property {string} [libsql] The path of the database driver, where it is not found by its name.
 */

/**
 * @param {string} outFolder Made where it is missing.
 * @param {BundleOptions} [options]
 * @returns {Promise<string[]>} The files of which something went into hyperdrive.cjs, from the working directory.
 */
export async function buildProgram(outFolder, { isWhole = false, libsql = 'libsql' } = {}) {
  await mkdir(outFolder, { recursive: true });
  const shared = /** @type {const} */ ({
    bundle: true,
    platform: 'node',
    target: 'node20',
    conditions: ['@hyperdrive-run/source'],
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
  await build({
    ...shared,
    entryPoints: [path.join(source, 'main.ts')],
    outfile: path.join(outFolder, 'main.js'),
    format: 'esm',
  });
  const file = path.join(outFolder, 'hyperdrive.cjs');
  const { metafile } = await build({
    ...shared,
    entryPoints: [path.join(source, 'bundle.ts')],
    outfile: file,
    format: 'cjs',
    metafile: true,
    legalComments: 'none',
    // Where a module asks for its own address, the bundle's is the nearest there is.
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: banner },
    plugins: [outside(isWhole, libsql)],
  });
  const text = withImportOfHost(await readFile(file, 'utf8'));
  const digest = createHash('sha256').update(text).digest('hex').slice(0, unknownBuild.length);
  await writeFile(file, text.replace(unknownBuild, digest));
  return Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
}

/**
 * Has imports of what is outside go through `bundleImport`: where the bundle is run by `vm.Script`, `import` is
 * experimental, and Node prints a warning.
 *
 * @param {string} text
 */
function withImportOfHost(text) {
  const start = text.indexOf('\n', text.indexOf('var bundleImport'));
  const body = text.slice(start).replaceAll(/(?<=\bawait )import\(/g, 'bundleImport(');
  const other = /.*\bimport\(.*/.exec(body)?.[0];
  if (other !== undefined) throw new Error(`the bundle imports what no await waits for: ${other.trim()}`);
  return text.slice(0, start) + body;
}

/**
 * What stays outside of the bundle. The driver of the database is machine code; whoever writes no Parquet may leave its
 * writer out. What the command
 * imports by a package's name when it is needed is loaded from that package: the engine, which has files beside itself, and the sdk that the
 * dashboard shares.
 *
 * @param {boolean} isWhole
 * @param {string} libsql
 * @returns {import('esbuild').Plugin}
 */
function outside(isWhole, libsql) {
  return {
    name: 'outside',
    setup(bundler) {
      bundler.onResolve({ filter: /^libsql$/ }, () => ({ path: libsql, external: true }));
      bundler.onResolve({ filter: /^hyparquet-writer$/ }, ({ path: name }) => ({ path: name, external: true }));
      bundler.onResolve({ filter: /^@hyperdrive-run\// }, ({ path: name, kind, importer }) => {
        const isAsked = kind === 'dynamic-import' && importer.startsWith(source);
        return isAsked && !isWhole ? { path: name, external: true } : undefined;
      });
    },
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const outFolder = fileURLToPath(new URL('dist/', import.meta.url));
  const bundled = await buildProgram(outFolder);
  await writeFile(path.join(outFolder, 'THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices(bundled));
}
