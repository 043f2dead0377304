import { type ConfigViolation, isJsonObject, type JsonObject } from '@hyperdrive-run/core';
import { type FilePath, formatFilePath } from '../reader/file-path.js';
import type { FileReader } from '../reader/file-reader.js';
import type { TrialSource } from '../trial/trial-source.js';
import { configPathToFilePath } from './config-path-to-file-path.js';
import { foundInFile, toFileWords } from './words-of-file.js';

/** What was read, and by whom. */
interface ReadFiles {
  readonly reader: FileReader;
  readonly root: JsonObject;
  readonly trial: TrialSource;
}

/**
 * Refuses parts of a config where they were read: in the sweep file, or in the component's. Of a key that was refused
 * before it is not said again that what stands in its place is wrong.
 */
export function refuseInFile(files: ReadFiles, violations: readonly ConfigViolation[]): void {
  const refused = new Set(files.reader.problems.map(({ path }) => path));
  for (const { path, got, takes } of violations) {
    const at = placeInFile(files, configPathToFilePath(path));
    if (refused.has(formatFilePath(at.path)) || followsFrom(refused, path, got)) continue;
    at.reader.refuse({ path: at.path, value: undefined }, toFileWords(takes), foundInFile(got));
  }
}

/** Where a section is refused as a whole, a command can name nothing of it. */
function followsFrom(refused: ReadonlySet<string>, path: string, got: string): boolean {
  if (path !== 'runConfig.command') return false;
  return ['inputs', 'outputs', 'search_space'].some(
    (section) => refused.has(section) && got.startsWith(`\${{${section}.`),
  );
}

function placeInFile(
  { reader, root, trial }: ReadFiles,
  path: FilePath,
): { readonly reader: FileReader; readonly path: FilePath } {
  const [section, name] = path;
  if (section === 'trial') return { reader: trial.reader, path: [...trial.path, ...path.slice(1)] };
  const own = root.get(String(section));
  const isDeclared = (section === 'inputs' || section === 'outputs') && !(isJsonObject(own) && own.has(String(name)));
  return isDeclared ? { reader: trial.reader, path: [...trial.path, ...path] } : { reader, path };
}
