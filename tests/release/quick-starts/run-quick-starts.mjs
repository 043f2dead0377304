// Runs what the README of each package begins with, in a project that has only what the lines import. What a reader fills in
// (the address of a workspace, the id of a sweep) is filled in with a sweep that the installed command has just run.

import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { transform } from 'esbuild';
import { installAlone, npm } from '../installs/install-alone.mjs';
import { step } from '../report.mjs';
import { run } from '../run.mjs';
import { fillIn, firstExample, importsOf } from './read-example.mjs';

/** @typedef {import('../../../tools/pack-packages.mjs').PackedPackage} PackedPackage */
/** @typedef {import('../registry/start-registry.mjs').Registry} Registry */
/** @typedef {import('./read-example.mjs').Sweep} Sweep */

/**
 * @param {Registry} registry
 * @param {string} folder Is made.
 * @param {readonly PackedPackage[]} packages
 * @param {string} root
 */
export async function runQuickStarts(registry, folder, packages, root) {
  const home = path.join(folder, 'home');
  // The same sweep, as a reader who comes from Optuna has one.
  const study = path.join(folder, 'study.db');
  const environment = { HYPERDRIVE_HOME: home, XDG_CONFIG_HOME: path.join(folder, 'config') };
  const project = path.join(folder, 'command');
  /** @type {(...words: string[]) => Promise<string>} */
  const hyperdrive = (...words) => run(project, path.join(project, 'node_modules/.bin/hyperdrive'), words, environment);

  const sweep = await step('the installed command runs the example and finds its best run', async () => {
    await installAlone(npm, registry, project, ['@hyperdrive-run/cli']);
    await copyExample(path.join(project, 'examples/iris'));
    await mkdir(home, { recursive: true });
    await hyperdrive('submit', 'examples/iris/sweep.yml', '--wait', '--set', 'limits.max_total_trials=4');
    const [{ runId }] = JSON.parse(await hyperdrive('list', '--json'));
    await hyperdrive('best', runId, '--json');
    await hyperdrive('export', runId, '--to', `optuna:${study}`);
    return startService(runId);
  });
  if (sweep === undefined) return;
  try {
    for (const packed of packages) await runOne(packed, sweep);
  } finally {
    await step('the service of the examples is stopped', () => hyperdrive('service', 'stop'));
  }

  /** @param {string} target */
  async function copyExample(target) {
    const filter = (/** @type {string} */ file) => !file.includes('node_modules', root.length);
    await cp(path.join(root, 'examples/iris'), target, { recursive: true, filter });
    if (existsSync(study)) await cp(study, path.join(target, 'study.db'));
  }

  /** @param {string} id @returns {Promise<Sweep>} */
  async function startService(id) {
    await hyperdrive('service', 'start');
    const { address, token } = JSON.parse(await readFile(path.join(home, 'service.json'), 'utf8'));
    return { id, address, token };
  }

  /** @param {PackedPackage} packed @param {Sweep} ofExamples */
  async function runOne(packed, ofExamples) {
    const readme = await readFile(path.join(root, packed.folder, 'README.md'), 'utf8');
    const example = firstExample(readme);
    if (example === undefined) return;
    await step(`what the README of ${packed.name} begins with runs`, async () => {
      const source = fillIn(example, ofExamples);
      const own = await installAlone(npm, registry, path.join(folder, packed.folder), importsOf(source));
      await copyExample(own);
      const { code } = await transform(source, { loader: 'ts', format: 'esm' });
      await writeFile(path.join(own, 'quick-start.mjs'), code);
      await run(own, process.execPath, ['quick-start.mjs'], { AZUREML_TOKEN: ofExamples.token });
    });
  }
}
