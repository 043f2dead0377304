import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles a script with our packages from their sources: no build is needed, and a new process starts as users' do.
 *
 * @param {string} script
 * @param {string} folder Where the bundle goes.
 * @returns {Promise<string>} The bundle's file.
 */
export async function bundleFromSource(script, folder) {
  const program = path.join(folder, `${path.parse(script).name}.mjs`);
  await build({
    entryPoints: [script],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What the packages load only when they need it stays apart, as it does for users.
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@hyperdrive-run/source'],
    logLevel: 'warning',
    plugins: [
      {
        name: 'machine code stays outside',
        setup(bundler) {
          const libsql = createRequire(import.meta.url).resolve('libsql');
          bundler.onResolve({ filter: /^libsql$/ }, () => ({ path: libsql, external: true }));
        },
      },
    ],
  });
  return program;
}
