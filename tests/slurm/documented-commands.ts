import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** The command `hyperdrive`, as a build leaves it. */
export const commandLineTool: string = resolve(import.meta.dirname, '../../apps/cli/dist/main.js');

/** The first block of a language in a page below `docs/`. */
export async function documentedBlock(page: string, language: 'sh' | 'yaml' | 'python'): Promise<string> {
  const text = await readFile(resolve(import.meta.dirname, '../../docs', page), 'utf8');
  const [, block] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(text) ?? [];
  if (block === undefined) throw new Error(`${page} has no block of ${language}.`);
  return block;
}

/**
 * Runs lines of sh as somebody would type them who has installed `hyperdrive`, with a home of its own. The first command that fails
 * ends it.
 * @param folder they are run in the folder `project` of it
 * @param python the interpreter that `python` is
 */
export async function runDocumented(
  lines: string,
  folder: string,
  python: string,
): Promise<{ readonly code: number; readonly said: string }> {
  const [programs, home] = [join(folder, 'programs'), join(folder, 'home')];
  for (const place of [programs, home]) await mkdir(place);
  const started = `#!/bin/sh\nexec '${process.execPath}' '${commandLineTool}' "$@"\n`;
  await writeFile(join(programs, 'hyperdrive'), started, { mode: 0o755 });
  const PATH = `${programs}:${dirname(python)}:${process.env['PATH'] ?? ''}`;
  const env = { ...process.env, PATH, HOME: home, HYPERDRIVE_HOME: join(home, '.hyperdrive') };
  return new Promise((settle) => {
    execFile(
      'bash',
      ['-ec', lines],
      { cwd: join(folder, 'project'), env, timeout: 240_000 },
      (error, stdout, stderr) => {
        settle({ code: error === null ? 0 : Number(error.code ?? 1), said: stdout + stderr });
      },
    );
  });
}
