/** A newcomer's first minutes: docs/start.md, from its first sweep to its last line, as it is printed. */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { noChromium } from '../../browser/open-chromium.mjs';
import { lookAtReport } from './look-at-report.js';
import { commandLineTool, documentedBlocks, runDocumented } from './run-documented.js';

// The page's commands are for a POSIX shell, which Windows does not have by itself.
it.skipIf(process.platform === 'win32')(
  'the commands and the program of docs/start.md run as they are printed',
  async (context) => {
    if (!existsSync(commandLineTool)) return context.skip('the command line tool is not built: npm run build');
    const folder = await mkdtemp(path.join(tmpdir(), 'hyperdrive-start-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const project = path.join(folder, 'project');
    await mkdir(project);

    const page = await readFile(path.resolve(import.meta.dirname, '../../../docs/start.md'), 'utf8');
    const [install = '', ...steps] = await documentedBlocks('start.md', 'sh');
    expect(install).toMatch(/^npm install --global @hyperdrive-run\/cli\n$/);
    const [exported] = /hyperdrive export .+?(?=`)/.exec(page) ?? [];
    const { code, said } = await runDocumented([...steps, exported].join('\n'), { folder });
    expect(said).toContain('8 Completed');
    expect(said).toContain('learning_rate');
    expect(code, said).toBe(0);
    const report = path.join(project, 'report.html');
    expect(await readFile(report, 'utf8')).toContain('<svg');
    if (noChromium === undefined) {
      const looked = await lookAtReport(report);
      expect(looked).toMatchObject({ requests: [], complaints: [], barriers: [] });
      expect(looked.charts).toBeGreaterThan(2);
    } else expect(process.env['HYPERDRIVE_REQUIRE_ALL'], noChromium).toBeUndefined();

    const [shown = ''] = await documentedBlocks('start.md', 'yaml');
    const written: unknown = parse(await readFile(path.join(project, 'trees/sweep.yml'), 'utf8'));
    expect(written).toMatchObject(parse(shown));

    const [program = ''] = await documentedBlocks('start.md', 'ts');
    const printed = await runProgram(program, project);
    expect(printed).toMatch(/^\S+_\d+ [\d.]+ Map\(2\) \{/);
  },
  120_000,
);

/** Runs a program in TypeScript, in a folder where the sdk is installed. */
async function runProgram(program: string, folder: string): Promise<string> {
  const scope = path.join(folder, 'node_modules/@hyperdrive-run');
  await mkdir(scope, { recursive: true });
  await symlink(path.resolve(import.meta.dirname, '../../../packages/sdk'), path.join(scope, 'sdk'), 'junction');
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  await writeFile(path.join(folder, 'read.mjs'), outputText);
  const { stdout } = await promisify(execFile)(process.execPath, ['read.mjs'], { cwd: folder });
  return stdout;
}
