import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './documents.js';

/** What a reader has, or what the text around it says how to get. `hyperdrive` is parsed by its own program. */
const programsOfOthers = new Set(
  'az cd curl cut deno eval hyperdrive mkdir node pip python3 ray source ssh .'.split(' '),
);
const toolsOfNpx = new Set(['biome', 'changeset', 'oxlint', 'tsc']);
const manifest: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(path.join(root, 'package.json'), 'utf8'),
);
const vitestConfig = readFileSync(path.join(root, 'vitest.config.ts'), 'utf8');
const packages = /^@hyperdrive-run\/(?:charts|cli|core|dashboard|local|sampling|sdk|stores|sweep-file|transport)$/;

/**
 * What is wrong with a command of a document: a script that package.json has not, a package that is none of ours, a
 * program that nobody mentions; `undefined` where nothing is.
 */
export function problemOfCommand(words: readonly string[]): string | undefined {
  const [program = '', first = '', ...others] = words.filter((word) => !/^\w+=/.test(word));
  if (program === 'npm') return problemOfNpm(first, others);
  if (program === 'npx') return problemOfNpx(first, others);
  return programsOfOthers.has(program) ? undefined : `${program} is no program that the documents know`;
}

function problemOfNpm(verb: string, words: readonly string[]): string | undefined {
  if (verb === 'start' || verb === 'test') return undefined;
  const named = words.filter((word) => !word.startsWith('-'));
  if (verb === 'install') {
    const foreign = named.find((word) => !packages.test(word));
    return foreign === undefined ? undefined : `${foreign} is no package of this repository`;
  }
  if (verb !== 'run') return `npm ${verb} is not known`;
  const script = named[0] ?? '';
  return script in manifest.scripts ? undefined : `package.json has no script ${script}`;
}

function problemOfNpx(program: string, words: readonly string[]): string | undefined {
  if (program === '--yes') return (words[0] ?? '').startsWith('pnpm@') ? undefined : `npx ${words[0]} is not known`;
  if (program !== 'vitest') return toolsOfNpx.has(program) ? undefined : `npx ${program} is not known`;
  const projects = words.filter((_, index) => words[index - 1] === '--project');
  const unknown = projects.find((name) => !new RegExp(`'(?:[\\w-]+/)*${name}'`).test(vitestConfig));
  return unknown === undefined ? undefined : `vitest.config.ts has no project ${unknown}`;
}
