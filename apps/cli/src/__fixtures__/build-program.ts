import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const source = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const localPackage = path.resolve(source, '../../../packages/local/package.json');

/** The driver of the database contains machine code, which no bundle can contain. */
const nativeOutside: Plugin = {
  name: 'native-outside',
  setup(bundler) {
    bundler.onResolve({ filter: /^libsql$/ }, () => ({
      path: createRequire(localPackage).resolve('libsql'),
      external: true,
    }));
  },
};

/**
 * Puts the program into one file, so that tests can run it as a process without a build of all packages.
 * @returns the path of the file
 */
export async function buildProgram(folder: string): Promise<string> {
  const outfile = path.join(folder, 'hyperdrive.mjs');
  await build({
    entryPoints: [path.join(source, 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@hyperdrive-run/source'],
    external: ['@hyperdrive-run/dashboard'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [nativeOutside],
    logLevel: 'error',
  });
  return outfile;
}
