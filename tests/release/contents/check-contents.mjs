// Looks at packed packages: their manifests as users get them, and what publint and "are the types wrong" say.

import path from 'node:path';
import { run } from '../run.mjs';

/** @typedef {import('../registry/prepare-release.mjs').Release} Release */

/**
 * @param {Release} release
 * @throws {Error} that lists everything that is wrong
 */
export async function checkContents({ packages, version, clone }) {
  /** @type {string[]} */
  const problems = [];
  const binaries = path.join(clone, 'node_modules/.bin');
  for (const { name, tarball, entries } of packages) {
    const read = (/** @type {string} */ file) => run(clone, 'tar', ['-xzOf', tarball, `package/${file}`]);
    const manifest = JSON.parse(await read('package.json'));
    if (manifest.version !== version) problems.push(`${name} is ${manifest.version}, others are ${version}`);
    for (const [dependency, range] of Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })) {
      if (/^(workspace|catalog|file|link):/.test(String(range)))
        problems.push(`${name} asks for ${dependency} ${range}`);
      if (dependency.startsWith('@hyperdrive-run/') && range !== `^${version}`) {
        problems.push(`${name} asks for ${dependency} ${range}, not ^${version}`);
      }
    }
    for (const fact of ['repository', 'homepage', 'bugs', 'author', 'license', 'keywords']) {
      if (manifest[fact] === undefined) problems.push(`${name} has no ${fact}`);
    }
    const changelog = await read('CHANGELOG.md').catch(() => '');
    if (!changelog.includes(`## ${version}`)) problems.push(`the changelog of ${name} has no ${version}`);
    await run(clone, path.join(binaries, 'publint'), ['run', tarball, '--strict']).catch(keep(problems));
    if (entries.length > 0) {
      const types = ['--profile', 'esm-only', '--format', 'ascii', '--no-emoji'];
      await run(clone, path.join(binaries, 'attw'), [tarball, ...types]).catch(keep(problems));
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** @param {string[]} problems @returns {(error: Error) => void} */
function keep(problems) {
  return (error) => void problems.push(error.message);
}
