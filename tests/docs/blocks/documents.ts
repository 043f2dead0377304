import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CodeBlock, readBlocks } from './read-blocks.js';

/** The repository's root. */
export const root: string = fileURLToPath(new URL('../../../', import.meta.url));

/** The documents for users, from the repository's root: guides and READMEs. */
export async function documents(): Promise<readonly string[]> {
  const folders = await Promise.all(['packages', 'apps', 'examples'].map(foldersIn));
  const guides = (await readdir(path.join(root, 'docs'))).filter((name) => name.endsWith('.md'));
  return [
    'README.md',
    'CONTRIBUTING.md',
    ...guides.map((name) => `docs/${name}`),
    ...folders.flat().map((folder) => `${folder}/README.md`),
  ].toSorted((a, b) => (a < b ? -1 : 1));
}

async function foldersIn(place: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(root, place), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${place}/${name}`);
  const names = await Promise.all(
    folders.map(async (folder) => [folder, await readdir(path.join(root, folder))] as const),
  );
  return names.filter(([, inside]) => inside.includes('README.md')).map(([folder]) => folder);
}

/** The code blocks of all documents in one of these languages. */
export async function blocksOf(...languages: readonly string[]): Promise<readonly CodeBlock[]> {
  const read = await Promise.all(
    (await documents()).map(async (page) => readBlocks(page, await readFile(path.join(root, page), 'utf8'))),
  );
  return read.flat().filter(({ language }) => languages.includes(language));
}
