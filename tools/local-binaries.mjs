import path from 'node:path';

/**
 * @param {string} root The repository's root.
 * @returns {NodeJS.ProcessEnv} The environment, with the workspace's own tools first on the PATH as under `npm run`.
 */
export function withLocalBinaries(root) {
  const binaries = path.join(root, 'node_modules/.bin');
  return { ...process.env, PATH: `${binaries}${path.delimiter}${process.env['PATH'] ?? ''}` };
}
