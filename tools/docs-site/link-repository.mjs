// Where the links of the documents lead that name a file without a page: to where the sources are published. Images come along.

import { statSync } from 'node:fs';
import path from 'node:path';

/** @typedef {import('typedoc').CommentDisplayPart} Part */
/** @typedef {import('typedoc').ProjectReflection} Project */

const image = /\.(?:png|svg|jpe?g|gif|webp)$/i;

/**
 * @param {Project} project
 * @param {{ root: string, repository: string }} options
 */
export function linkRepository(project, { root, repository }) {
  for (const parts of textsOf(project)) {
    for (const [index, part] of parts.entries()) {
      if (part.kind !== 'relative-link' || typeof part.target !== 'number') continue;
      const target = project.files.resolve(part.target, project);
      if (typeof target !== 'string' || image.test(target)) continue;
      const kind = statSync(target).isDirectory() ? 'tree' : 'blob';
      const anchor = part.targetAnchor === undefined ? '' : `#${part.targetAnchor}`;
      const file = path.relative(root, target).split(path.sep).join('/');
      parts[index] = { kind: 'text', text: `${repository}/${kind}/main/${file}${anchor}` };
    }
  }
  const getMediaPaths = project.files.getMediaPaths.bind(project.files);
  project.files.getMediaPaths = () => [...getMediaPaths()].filter((file) => image.test(file));
}

/**
 * @param {Project} project
 * @returns {Part[][]} Whatever is written in Markdown: guides, READMEs, comments.
 */
function textsOf(project) {
  return [project, ...Object.values(project.reflections)].flatMap((reflection) => [
    ...(reflection.isDocument() ? [reflection.content] : []),
    ...((reflection.isProject() || reflection.isDeclaration()) && reflection.readme ? [reflection.readme] : []),
    ...(reflection.comment === undefined ? [] : [reflection.comment.summary]),
    ...(reflection.comment?.blockTags.map(({ content }) => content) ?? []),
  ]);
}
