import { execFile } from 'node:child_process';
import { access, constants, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { readBlocks } from '../blocks/read-blocks.js';

/** The command `hyperdrive`, as a build leaves it. */
export const commandLineTool: string = resolve(import.meta.dirname, '../../../apps/cli/dist/main.js');

/** The blocks of a language in a page below `docs/`, in their order. */
export async function documentedBlocks(page: string, language: string): Promise<readonly string[]> {
  const text = await readFile(resolve(import.meta.dirname, '../../../docs', page), 'utf8');
  return readBlocks(page, text).flatMap((block) => (block.language === language ? [block.code] : []));
}

/** The first of them. @throws where there is none */
export async function documentedBlock(page: string, language: 'sh' | 'yaml' | 'python'): Promise<string> {
  const [block] = await documentedBlocks(page, language);
  if (block === undefined) throw new Error(`${page} has no block of ${language}.`);
  return block;
}

/** Where documented commands are run. */
export interface DocumentedPlace {
  /** They are run in the folder `project` of it. */
  readonly folder: string;
  /** The interpreter that `python` is. Default: the machine's own. */
  readonly python?: string | undefined;
  /** Further programs, by name: paths of files that exist. */
  readonly programs?: Readonly<Record<string, string>> | undefined;
  /** What the shell is started with: a program and its arguments. Default: nothing. */
  readonly through?: readonly string[] | undefined;
}

/**
 * Runs lines of sh as somebody would type them who has installed `hyperdrive`, with a home of its own. The first command that fails
 * ends it.
 */
export async function runDocumented(
  lines: string,
  { folder, python, programs = {}, through = [] }: DocumentedPlace,
): Promise<{ readonly code: number; readonly said: string }> {
  const [installed, home] = [join(folder, 'programs'), join(folder, 'home')];
  for (const place of [installed, home]) await mkdir(place);
  const started = `#!/bin/sh\nexec '${process.execPath}' '${commandLineTool}' "$@"\n`;
  await writeFile(join(installed, 'hyperdrive'), started, { mode: 0o755 });
  for (const [name, program] of Object.entries(programs)) {
    await access(program, constants.X_OK); // A link that leads nowhere would let the machine's own program run instead.
    await symlink(program, join(installed, name));
  }
  const PATH = [installed, ...(python === undefined ? [] : [dirname(python)]), process.env['PATH'] ?? ''].join(
    delimiter,
  );
  const env = { ...process.env, PATH, HOME: home, HYPERDRIVE_HOME: join(home, '.hyperdrive') };
  const [program, ...args] = [...through, 'bash', '-ec', lines];
  return new Promise((settle) => {
    execFile(program, args, { cwd: join(folder, 'project'), env, timeout: 600_000 }, (error, stdout, stderr) => {
      settle({ code: error === null ? 0 : Number(error.code ?? 1), said: stdout + stderr });
    });
  });
}

/** Writes the sweep file and the script that a page shows into a folder `project`. */
export async function writeDocumentedProject(page: string, folder: string): Promise<void> {
  const project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'sweep.yml'), await documentedBlock(page, 'yaml'));
  await writeFile(join(project, 'train.py'), await documentedBlock(page, 'python'));
}
