import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SweepTarget } from '@hyperdrive-run/core/ports';
import { parseSweepFile, type SweepFile } from '../parse-sweep-file.js';
import { describeSweepFilePosition, SweepFileError } from '../sweep-file-error.js';
import { temporaryFolder } from './temporary-folder.js';
import { thisMachine } from './this-machine.js';

/** A folder with files that a sweep file may name. */
export interface SweepFolder {
  readonly folder: string;
  /** Reads a text as `sweep.yml` of the folder. */
  parse(text: string, ...overrides: readonly string[]): SweepFile;
  /** What is wrong with a text, as `place: path is got, but takes taken`. */
  problemsOf(text: string, ...overrides: readonly string[]): readonly string[];
  /** What is noticed of a text, as `place: path message`. */
  warningsOf(text: string, ...overrides: readonly string[]): readonly string[];
}

/**
 * Makes the folder.
 * @param files their texts by path
 * @param target what sweep files are read for
 */
export async function sweepFolder(
  files: Readonly<Record<string, string>>,
  target: SweepTarget = thisMachine,
): Promise<SweepFolder> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const shown = join(folder, 'sweep.yml');
  const short = (text: string): string => text.replaceAll(`${folder}/`, '');
  const parse = (text: string, ...overrides: readonly string[]): SweepFile =>
    parseSweepFile(text, { path: shown, overrides, target });
  return {
    folder,
    parse,
    problemsOf(text, ...overrides) {
      try {
        parse(text, ...overrides);
        return [];
      } catch (error) {
        if (!SweepFileError.isInstance(error)) throw error;
        return error.problems.map((problem) => {
          const { path, got, takes } = problem;
          const butTakes = takes === undefined ? '' : `, but takes ${takes}`;
          return short(`${describeSweepFilePosition(shown, problem)}: ${path} is ${got}${butTakes}`);
        });
      }
    },
    warningsOf: (text, ...overrides) =>
      parse(text, ...overrides).warnings.map((warning) =>
        short(`${describeSweepFilePosition(shown, warning)}: ${warning.path} ${warning.message}`),
      ),
  };
}
