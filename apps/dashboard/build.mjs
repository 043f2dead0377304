// Bundles the page for browsers into dist/page, or the folder that is given: one script with core inside, that of its worker, the
// style sheet and the document.

import { cp, mkdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const page = new URL('page/', import.meta.url);

/**
 * @param {URL} outFolder Ends in a slash; made where it is missing.
 * @returns {Promise<void>}
 */
export async function buildPage(outFolder) {
  await mkdir(outFolder, { recursive: true });
  await build({
    entryPoints: ['main.ts', 'charts/importance/importance-worker.ts', 'style.css'].map((name) =>
      fileURLToPath(new URL(name, page)),
    ),
    outdir: fileURLToPath(outFolder),
    entryNames: '[name]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    conditions: ['@hyperdrive-run/source'],
    logLevel: 'warning',
  });
  await cp(new URL('index.html', page), new URL('index.html', outFolder));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2];
  await buildPage(folder === undefined ? new URL('dist/page/', import.meta.url) : pathToFileURL(`${folder}/`));
}
