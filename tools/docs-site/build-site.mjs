// Builds the site: the guides and the API reference of every package, with one navigation and one search.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Application, PackageJsonReader, TSConfigReader, TypeDocReader } from 'typedoc';
import { layers } from '../layers/layer-table.mjs';
import { repository } from '../release/project-facts.mjs';
import { keepTablesReadable } from './readable-tables.mjs';
import { apiCategory, categories, decisionPage, guidePages } from './site-pages.mjs';
import { addSitePages } from './site-plugin.mjs';

/**
 * @param {string} root The repository's root, which is the working directory too.
 * @param {string} folder Where the site goes; what was there before is removed.
 * @returns {Promise<boolean>} Whether it was built. What is wrong was printed.
 */
export async function buildSite(root, folder) {
  const pages = [...guidePages, ...(await decisionPages(root))];
  const app = await Application.bootstrap(
    {
      projectDocuments: pages.map(({ file }) => file),
      customCss: path.join(import.meta.dirname, 'site.css'),
      favicon: path.join(import.meta.dirname, 'favicon.svg'),
      defaultCategory: apiCategory,
      categoryOrder: [...categories],
      markdownItLoader: keepTablesReadable,
      navigationLinks: { Sources: repository },
      out: folder,
    },
    [new TypeDocReader(), new PackageJsonReader(), new TSConfigReader()],
  );
  const packageFolders = new Map(layers.map(({ name, folder: inside }) => [name, inside]));
  addSitePages(app, { root, repository, pages, packageFolders });
  app.options.setValue('router', 'site');
  const project = await app.convert();
  if (project === undefined || app.logger.hasErrors() || app.logger.hasWarnings()) return false;
  app.validate(project);
  if (app.logger.hasErrors() || app.logger.validationWarningCount > 0) return false;
  await app.generateOutputs(project);
  return !app.logger.hasErrors() && !app.logger.hasWarnings();
}

/**
 * @param {string} root
 * @returns {Promise<import('./site-pages.mjs').SitePage[]>}
 */
async function decisionPages(root) {
  const names = (await readdir(path.join(root, 'docs/decisions'))).filter((name) => /^\d{4}-.*\.md$/.test(name));
  return Promise.all(
    names.toSorted().map(async (name) => {
      const file = `docs/decisions/${name}`;
      return decisionPage(file, await readFile(path.join(root, file), 'utf8'));
    }),
  );
}
