// Makes TypeDoc's document pages the guides of one site: their titles, their places in the navigation, their addresses.

import path from 'node:path';
import { Converter, KindRouter, normalizePath, PageEvent } from 'typedoc';
import { linkRepository } from './link-repository.mjs';
import { keepControlsApart } from './lone-controls.mjs';

/** @typedef {import('typedoc').Reflection} Reflection */
/** @typedef {import('./site-pages.mjs').SitePage} SitePage */

/**
 * @typedef {object} SiteOptions
 * @property {string} root The repository's root.
 * @property {string} repository The address of its sources, such as `https://github.com/OWNER/hyperdrive-run`.
 * @property {readonly SitePage[]} pages
 * @property {ReadonlyMap<string, string>} packageFolders The folder of each package from the root, by its name.
 */

/**
 * @param {import('typedoc').Application} app
 * @param {SiteOptions} options
 */
export function addSitePages(app, options) {
  const { root, pages, packageFolders } = options;
  const pageOf = new Map(pages.map((page) => [normalizePath(path.join(root, page.file)), page]));
  /** @type {Map<Reflection, SitePage>} */
  const pageOfDocument = new Map();

  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document) => {
    const page = pageOf.get(document.project.files.getReflectionPath(document) ?? '');
    if (page === undefined) return;
    document.name = page.title;
    document.frontmatter['category'] = page.category;
    pageOfDocument.set(document, page);
  });
  app.on(
    'reviveProject',
    (project) => {
      project.files.registerReflectionPath(normalizePath(path.join(root, 'README.md')), project);
      for (const [name, folder] of packageFolders) {
        const module = project.children?.find((child) => child.name === name);
        if (module === undefined) continue;
        project.files.registerReflectionPath(normalizePath(path.join(root, folder, 'README.md')), module);
        project.files.registerReflectionPath(normalizePath(path.join(root, folder)), module);
      }
      linkRepository(project, options);
    },
    -1000,
  );
  app.renderer.on(PageEvent.END, (page) => {
    page.contents = keepControlsApart(page.contents ?? '');
  });
  app.renderer.defineRouter('site', siteRouter(pageOfDocument));
}

/**
 * @param {ReadonlyMap<Reflection, SitePage>} pageOfDocument
 * @returns {new (application: import('typedoc').Application) => KindRouter} Puts a guide where its page says.
 */
function siteRouter(pageOfDocument) {
  return class extends KindRouter {
    /** @override @param {Reflection} reflection */
    getIdealBaseName(reflection) {
      return pageOfDocument.get(reflection)?.address ?? `api/${super.getIdealBaseName(reflection)}`;
    }
  };
}
