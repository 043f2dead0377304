import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import type { processIo } from '../context/process-io.js';
import type { runCli } from '../run-cli.js';
import { openCodeCache } from './code-cache.js';

/** What the bundle of the whole program exports. */
export interface Bundle {
  readonly runCli: typeof runCli;
  readonly processIo: typeof processIo;
}

/** A bundle that was loaded, and the code of which may be kept for the next time. */
export interface LoadedBundle extends Bundle {
  /** Keeps the code that was compiled so far, where what was kept before did not serve. Never throws. */
  readonly keepCode: () => void;
}

interface BundleModule {
  exports: Partial<Bundle>;
  /** How the bundle imports packages: in a `Script` the language's own way is experimental, and Node warns of it. */
  readonly importModule: (name: string) => Promise<unknown>;
}

/** How a CommonJS module is called. */
type ModuleFunction = (
  exports: BundleModule['exports'],
  require: NodeJS.Require,
  module: BundleModule,
  __filename: string,
  __dirname: string,
) => void;

/** The build writes it into the first line: a digest of all that follows. */
const buildId = /^[^\n]*\bbuild ([0-9a-f]{16})\b/;

/**
 * Loads the bundle, from compiled code where such is kept. Nothing that is wrong with that fails the command: the code is
 * compiled then, as without it.
 * @param file the bundle, a CommonJS module
 * @param cacheFile where its compiled code is kept; `undefined` keeps none
 */
export function loadBundle(file: string, cacheFile: string | undefined): LoadedBundle {
  const source = readFileSync(file, 'utf8');
  const [, build] = buildId.exec(source) ?? [];
  const cache = build === undefined || cacheFile === undefined ? undefined : openCodeCache(cacheFile, keyOf(build));
  const cachedData = cache?.read();
  const script = new Script(`(function (exports, require, module, __filename, __dirname) { ${source}\n})`, {
    filename: file,
    cachedData,
  });
  const isKept = cachedData !== undefined && script.cachedDataRejected === false;
  const run: ModuleFunction = script.runInThisContext();
  const module: BundleModule = { exports: {}, importModule: (name) => import(name) };
  run(module.exports, createRequire(file), module, file, path.dirname(file));
  return {
    ...checkBundle(module.exports),
    keepCode: () => void (isKept || cache?.write(() => script.createCachedData())),
  };
}

/** The bundle without any of that, as Node loads it: then its source map counts. */
export function requireBundle(file: string): Bundle {
  const exports: Partial<Bundle> = createRequire(file)(file);
  return checkBundle(exports);
}

function keyOf(build: string): string {
  return `hyperdrive ${build} node ${process.version} v8 ${process.versions.v8} ${process.platform}-${process.arch}`;
}

function checkBundle({ runCli: run, processIo: io }: Partial<Bundle>): Bundle {
  if (run === undefined || io === undefined) throw new Error('the bundle of hyperdrive is not whole: install it again');
  return { runCli: run, processIo: io };
}
