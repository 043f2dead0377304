// The pages of the site: what a reader finds in its navigation, in this order. A guide that is missing here fails the build.

/**
 * @typedef {object} SitePage
 * @property {string} file From the repository's root.
 * @property {string} title In the navigation and in results of the search.
 * @property {string} category The heading that it is under in the navigation.
 * @property {string} address Where it is on the site, without `.html`.
 */

/** The heading of the packages in the navigation. */
export const apiCategory = 'API by package';
export const decisionsCategory = 'Decisions';

/** @type {readonly (readonly [category: string, pages: readonly (readonly [file: string, title: string])[]])[]} */
const guides = [
  [
    'Begin',
    [
      ['docs/start.md', 'Start'],
      ['docs/recipes.md', 'Recipes'],
      ['docs/python-parity.md', 'Coming from Python'],
      ['docs/coming-from-optuna.md', 'Coming from Optuna'],
      ['docs/coming-from-ray-tune.md', 'Coming from Ray Tune'],
    ],
  ],
  [
    'Where sweeps are',
    [
      ['docs/backends.md', 'Backends'],
      ['docs/local-service.md', 'The local service'],
      ['docs/azure-ml.md', 'Azure ML'],
      ['docs/beyond-one-machine.md', 'Beyond one machine'],
      ['docs/ray.md', 'On a Ray cluster'],
      ['docs/slurm.md', 'On a SLURM cluster'],
    ],
  ],
  [
    'Look and search',
    [
      ['docs/cli.md', 'Every command'],
      ['apps/cli/README.md', 'The command line'],
      ['docs/dashboard.md', 'The dashboard'],
      ['docs/charts.md', 'Charts'],
      ['docs/search.md', 'Samplers and policies'],
      ['docs/errors.md', 'Errors by code'],
    ],
  ],
  [
    'What to expect',
    [
      ['docs/reliability.md', 'Reliability'],
      ['docs/performance.md', 'Performance'],
      ['docs/store-parity.md', 'Beside Optuna and Ray Tune'],
      ['docs/wire-protocol.md', 'The wire protocol'],
      ['SECURITY.md', 'Security'],
    ],
  ],
  [apiCategory, []],
  [
    'The project',
    [
      ['ARCHITECTURE.md', 'Architecture'],
      ['CONTRIBUTING.md', 'Contributing'],
      ['docs/decisions/README.md', 'About the decisions'],
    ],
  ],
];

/** Where a page is whose file has another name. */
const ownAddresses = new Map([
  ['apps/cli/README.md', 'guides/command-line'],
  ['docs/decisions/README.md', 'decisions/index'],
]);

/** The headings of the navigation, in their order. */
export const categories = [...guides.map(([category]) => category), decisionsCategory];

/** @type {readonly SitePage[]} */
export const guidePages = guides.flatMap(([category, pages]) =>
  pages.map(([file, title]) => ({ file, title, category, address: addressOf(file) })),
);

/**
 * @param {string} file
 * @returns {string}
 */
function addressOf(file) {
  const name = file.replace(/^.*\//, '').replace(/\.md$/, '').toLowerCase();
  return ownAddresses.get(file) ?? (file.startsWith('docs/') ? `guides/${name}` : `project/${name}`);
}

/**
 * @param {string} file A record below docs/decisions.
 * @param {string} text
 * @returns {SitePage} Its title is its first heading, after its number.
 */
export function decisionPage(file, text) {
  const name = file.replace(/^.*\//, '').replace(/\.md$/, '');
  const heading = /^# (.+)$/m.exec(text)?.[1] ?? name;
  const title = `${name.slice(0, 4)} ${heading.replaceAll('`', '')}`;
  return { file, title, category: decisionsCategory, address: `decisions/${name}` };
}
