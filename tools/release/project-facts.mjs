// What the manifests say of the project: whose it is and where. `project-facts.json` is the one place to change it; only the
// project's owner knows what stands there in place of the placeholder.

import { readFileSync } from 'node:fs';

/** @type {{ placeholder: string, repository: string, author: string }} */
export const { placeholder, repository, author } = JSON.parse(
  readFileSync(new URL('./project-facts.json', import.meta.url), 'utf8'),
);

/**
 * @param {string} folder Of the package, from the root.
 * @returns {{ author: string, homepage: string, bugs: string, repository: { type: string, url: string, directory: string } }}
 */
export function factsOf(folder) {
  return {
    author,
    homepage: `${repository}/tree/main/${folder}#readme`,
    bugs: `${repository}/issues`,
    repository: { type: 'git', url: `git+${repository}.git`, directory: folder },
  };
}

/** @returns {string[]} The facts that nobody has filled in yet. */
export function missingFacts() {
  return Object.entries({ repository, author })
    .filter(([, value]) => new RegExp(`\\b${placeholder}\\b`).test(value))
    .map(([name, value]) => `${name} is ${value}`);
}
