import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './documents.js';
import { givenNames } from './given-names.js';
import type { CodeBlock } from './read-blocks.js';

const compiler = path.join(
  path.dirname(createRequire(import.meta.url).resolve('typescript-7/package.json')),
  'bin/tsc',
);
/** In `node_modules` of these tests, so that a block finds the packages by their names. */
const workFolder = path.join(root, 'tests/docs/node_modules/.cache');

/** What a reader installs beside ours, as far as a block needs it. */
const packagesOfOthers = `declare module '@azure/identity' {
  export class DefaultAzureCredential {
    getToken(scopes: string | string[]): Promise<{ token: string; expiresOnTimestamp: number }>;
  }
}
`;

/**
 * Compiles blocks of TypeScript against the types of the packages, each as a module of its own.
 * @returns what is wrong, each with page and line
 */
export async function typecheckBlocks(blocks: readonly CodeBlock[]): Promise<readonly string[]> {
  await mkdir(workFolder, { recursive: true });
  const folder = await mkdtemp(path.join(workFolder, 'blocks-'));
  try {
    await Promise.all(blocks.map((block, index) => writeFile(path.join(folder, `${index}.mts`), moduleOf(block))));
    await writeFile(path.join(folder, 'others.d.ts'), packagesOfOthers);
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(settings(folder)));
    const printed = await promisify(execFile)(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
      cwd: folder,
    }).then(() => '', outputOf);
    return toProblems(printed, blocks);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function settings(folder: string): object {
  return {
    extends: path.relative(folder, path.join(root, 'tsconfig.base.json')),
    compilerOptions: {
      lib: ['ES2023', 'DOM', 'DOM.Iterable'],
      types: ['node'],
      isolatedDeclarations: false,
      declaration: false,
      declarationMap: false,
      // A document stops where its point is made.
      noUnusedLocals: false,
    },
    include: ['*.mts', 'others.d.ts'],
    exclude: [],
  };
}

/** The block as a module, its first line moved down by one. */
function moduleOf({ code, given }: CodeBlock): string {
  const declared = given.map((name) => `declare const ${name}: ${givenNames.get(name) ?? 'never'};`);
  return `export {}; ${declared.join(' ')}\n${code}`;
}

function toProblems(printed: string, blocks: readonly CodeBlock[]): readonly string[] {
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [, index, row, message] = /^(?:.*[\\/])?(\d+)\.mts\((\d+),\d+\): (.*)$/.exec(line) ?? [];
    const block = blocks[Number(index)];
    return block === undefined ? line : `${block.page}:${block.line + Number(row) - 2}: ${message}`;
  });
}

function outputOf(error: unknown): string {
  if (error instanceof Error && 'stdout' in error && String(error.stdout) !== '') return String(error.stdout);
  throw error;
}
