import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { trackedFiles } from '../tracked-files.mjs';
import { hasFullForm } from './full-length.mjs';
import { longSuites } from './long-suites.mjs';
import { steps } from './steps.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const everything = [...steps, ...longSuites];

interface ListedFile {
  readonly file: string;
  readonly projectName?: string;
}

/** The files that a configuration of vitest runs, from the root, and their projects. */
async function filesOf(config: string): Promise<readonly ListedFile[]> {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const words = [vitest, 'list', '--filesOnly', '--json', '--config', config];
  const env = { ...process.env, HYPERDRIVE_CHAOS_KILLS: '1', HYPERDRIVE_TEST_SCALE: 'full' };
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root, env, maxBuffer: 2 ** 26 });
  const listed: readonly ListedFile[] = JSON.parse(stdout);
  return listed.map(({ file, ...rest }) => ({ ...rest, file: path.relative(root, file) }));
}

test('every file of tests is run by npm test or npm run test:long', { timeout: 120_000 }, async () => {
  const configs = new Set(everything.flatMap(({ vitestConfig }) => vitestConfig ?? []));
  const run = new Set((await Promise.all([...configs].map(filesOf))).flat().map(({ file }) => file));
  const files = (await trackedFiles(root)).filter((file) => file.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((file) => !run.has(file))).toEqual([]);
});

test('npm run test:full finds every test that has a tag', async () => {
  const files = (await trackedFiles(root)).filter((file) => /^(packages|apps|tests)\/.*\.test\.ts$/.test(file));
  const texts = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(path.join(root, file), 'utf8') })),
  );
  const tagged = texts.filter(({ text }) => /\btags:\s*\[?\s*["'`]full\b/.test(text));
  expect(tagged.length).toBeGreaterThan(10);
  expect(tagged.filter(({ file, text }) => !hasFullForm(file, text)).map(({ file }) => file)).toEqual([]);
});

test('each project is run by one of the two steps that share a configuration', { timeout: 120_000 }, async () => {
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const projectsOf = (script: string): readonly string[] =>
    [...String(scripts[script]).matchAll(/--project (\S+)/g)].map(([, name = '']) => name);
  const known = new Set((await filesOf('vitest.config.ts')).map(({ projectName = '' }) => projectName));
  expect([...projectsOf('test:anywhere'), ...projectsOf('test:services')].toSorted()).toEqual([...known].toSorted());
});

test('CI runs both', async () => {
  const ci = await readFile(path.join(root, '.ci/run'), 'utf8');
  expect(ci).toMatch(/^counted .* npm test$/m);
  expect(ci).toMatch(/^counted .* npm run test:long$/m);
});

test('each step is a script, and each script of a test is a step', async () => {
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  expect(everything.filter(({ script }) => !(script in scripts))).toEqual([]);
  const run = new Set(everything.map(({ script }) => script));
  const tests = Object.keys(scripts).filter((name) =>
    /^(test:|conformance|faults|soak|rehearse|check:|chaos)/.test(name),
  );
  expect(tests.filter((name) => !run.has(name) && !partsOfOthers.has(name))).toEqual([]);
});

/** Scripts that run a part of what a step runs, or that CI calls by itself. */
const partsOfOthers = new Set(['test:long', 'test:unit', 'check:workflows', 'chaos:slurm']);

test('what a test is made longer with is set by the program of a long suite', async () => {
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const programs = longSuites.flatMap(({ script }) => /^node (\S+)/.exec(scripts[script])?.[1] ?? []);
  const texts = await Promise.all(
    [...programs, 'tools/chaos-arguments.mjs'].map((file) => readFile(path.join(root, file), 'utf8')),
  );
  const tests = (await trackedFiles(root)).filter((file) => file.endsWith('.test.ts'));
  const sizes = new Set<string>();
  for (const file of tests) {
    const text = await readFile(path.join(root, file), 'utf8');
    for (const [, name = ''] of text.matchAll(
      /process\.env\['(\w+_(?:SWEEPS|CASES|FILES|STUDIES|EXPERIMENTS|CALLS|KILLS))'\]/g,
    )) {
      sizes.add(name);
    }
  }
  expect(sizes.size).toBeGreaterThan(4);
  expect([...sizes].filter((name) => !texts.some((text) => text.includes(name)))).toEqual([]);
});
