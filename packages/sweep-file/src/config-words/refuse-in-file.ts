import type { ConfigViolation } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { isJsonObject, type JsonObject } from '@hyperdrive-run/core/json';
import { isAssetReference } from '@hyperdrive-run/core/trial';
import { type FilePath, formatFilePath, parseConfigPath } from '../reader/file-path.js';
import type { FileReader } from '../reader/file-reader.js';
import type { TrialSource } from '../trial/trial-source.js';
import { configPathToFilePath } from './config-path-to-file-path.js';
import { foundInFile, toFileWords } from './words-of-file.js';

/** What was read, and by whom. */
interface ReadFiles {
  readonly reader: FileReader;
  readonly root: JsonObject;
  readonly trial: TrialSource;
  readonly config: HyperDriveConfig;
}

/**
 * Refuses parts of a config where they were read: in the sweep file, or in the component's. A key that was refused
 * before is not refused again for the value that was put in its place.
 */
export function refuseInFile(files: ReadFiles, violations: readonly ConfigViolation[]): void {
  const refused = new Set(files.reader.problems.map(({ path }) => path));
  for (const { path, got, takes } of violations) {
    const filePath = configPathToFilePath(path);
    const at = placeInFile(files, filePath);
    if (refused.has(formatFilePath(at.path)) || followsFrom(refused, path, got)) continue;
    at.reader.refuse(
      { path: at.path, value: undefined },
      toFileWords(takes) + wayOut(files.config, path, filePath),
      foundInFile(got),
    );
  }
}

/** A reference that the target does not take is most easily replaced where the file is named. */
function wayOut({ runConfig }: HyperDriveConfig, configPath: string, filePath: FilePath): string {
  const [, section, name] = parseConfigPath(configPath);
  const input = section === 'inputs' ? runConfig?.inputs?.get(String(name)) : undefined;
  const path = section === 'code' ? runConfig?.code : input !== undefined && 'path' in input ? input.path : '';
  if (path === undefined || !isAssetReference(path)) return '';
  return `: replace it with --set ${quoteForShell(`${formatFilePath(filePath)}=PATH`)}`;
}

function quoteForShell(text: string): string {
  return /^[\w.=/-]+$/.test(text) ? text : `'${text}'`;
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
