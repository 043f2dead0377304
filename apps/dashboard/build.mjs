// Bundles the page for browsers into dist/page: one script with core inside, the style sheet and the document.

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
    entryPoints: [fileURLToPath(new URL('main.ts', page))],
    outfile: fileURLToPath(new URL('main.js', outFolder)),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    conditions: ['@hyperdrive-run/source'],
    logLevel: 'warning',
  });
  for (const name of ['index.html', 'style.css']) await cp(new URL(name, page), new URL(name, outFolder));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildPage(new URL('dist/page/', import.meta.url));
}
