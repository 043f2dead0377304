import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CodeSnapshot, takeCodeSnapshot } from '../../../trial/code-snapshot.js';
import type { TrialFolders } from './trial-folders.js';
import { prepareWorkFolder, removeWorkFolder } from './work-folder.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'work-folder-')));
});
afterEach(() => {
  snapshot = undefined;
  rmSync(root, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const folders = (name: string): TrialFolders => ({
  work: join(root, 'service/work', name),
  launch: join(root, 'service/launch', name),
  kept: join(root, 'service/kept', name),
  log: join(root, 'service/kept', name, 'log.txt'),
});

let snapshot: CodeSnapshot | undefined;
async function prepare(name = 'trial_0', exclude: readonly string[] = []): Promise<string> {
  snapshot ??= await takeCodeSnapshot(join(root, 'project/code'), join(root, 'service/snapshot'), exclude);
  return prepareWorkFolder(snapshot, folders(name));
}

const node = (folder: string, script: string): string =>
  execFileSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' }).trim();

describe("a trial's working directory", () => {
  it('contains a copy of the code, which a trial can change without a trace', async () => {
    write('project/code/train.mjs', 'original');
    write('project/package.json', '{}');
    const first = await prepare('trial_0');
    writeFileSync(join(first, 'train.mjs'), 'changed');
    expect(readFileSync(join(await prepare('trial_1'), 'train.mjs'), 'utf8')).toBe('original');
    expect(readFileSync(join(root, 'project/code/train.mjs'), 'utf8')).toBe('original');
  });

  it('contains the code as it was when the sweep began', async () => {
    write('project/code/train.mjs', 'then');
    write('project/package.json', '{}');
    await prepare('trial_0');
    write('project/code/train.mjs', 'later');
    expect(readFileSync(join(await prepare('trial_1'), 'train.mjs'), 'utf8')).toBe('then');
  });

  it('lets scripts import packages that are installed beside the code or above it', async () => {
    write('project/package.json', '{ "type": "module" }');
    write('project/node_modules/@scope/above/package.json', '{ "type": "module", "exports": "./index.js" }');
    write('project/node_modules/@scope/above/index.js', "export const above = 'above';");
    write('project/code/node_modules/beside/index.js', "exports.beside = 'beside';");
    write('project/code/lib/own.js', "export const own = 'own';");
    write(
      'project/code/train.js',
      `import { above } from '@scope/above'; import { beside } from 'beside'; import { own } from './lib/own.js';
       import { createRequire } from 'node:module';
       console.log(above, beside, own, createRequire(import.meta.url)('beside').beside);`,
    );
    expect(node(await prepare(), 'train.js')).toBe('above beside own beside');
  });

  it('links what is installed instead of copying it, and leaves version control and the service itself out', async () => {
    write('project/package.json', '{}');
    write('project/code/node_modules/big/index.js', '');
    write('project/code/.git/config', 'secret');
    write('project/code/.service/runs.db', 'data');
    const folder = await prepare('trial_0', [join(root, 'project/code/.service')]);
    expect(realpathSync(join(folder, 'node_modules'))).toBe(join(root, 'project/code/node_modules'));
    expect(existsSync(join(folder, '.git'))).toBe(false);
    expect(existsSync(join(folder, '.service'))).toBe(false);
  });

  it('keeps links: those inside the code inside, those out of it to the same place', async () => {
    write('project/package.json', '{}');
    write('project/code/data/a.txt', 'a');
    write('elsewhere/b.txt', 'b');
    symlinkSync('data/a.txt', join(root, 'project/code/inside'));
    symlinkSync('../../elsewhere/b.txt', join(root, 'project/code/outside'));
    const folder = await prepare();
    expect(realpathSync(join(folder, 'inside'))).toBe(join(folder, 'data/a.txt'));
    expect(realpathSync(join(folder, 'outside'))).toBe(join(root, 'elsewhere/b.txt'));
  });

  it('keeps its own outputs, and none that lay beside the code, also after the directory is removed', async () => {
    write('project/package.json', '{}');
    write('project/code/outputs/from-code.txt', 'old');
    const folder = await prepare();
    writeFileSync(join(folder, 'outputs/model.json'), '{}');
    await removeWorkFolder(folders('trial_0'));
    expect(existsSync(folder)).toBe(false);
    const kept = join(folders('trial_0').kept, 'outputs');
    expect(readdirSync(kept)).toEqual(['model.json']);
    expect(existsSync(join(root, 'project/code/outputs/model.json'))).toBe(false);
  });

  it('keeps its own logs, and none that lay beside the code, also after the directory is removed', async () => {
    write('project/package.json', '{}');
    write('project/code/logs/run-1/events.old', 'old');
    const folder = await prepare();
    writeFileSync(join(folder, 'logs/events.new'), 'new');
    expect(readdirSync(join(folders('trial_0').kept, 'logs'))).toEqual(['events.new']);
    await removeWorkFolder(folders('trial_0'));
    expect(readdirSync(join(folders('trial_0').kept, 'logs'))).toEqual(['events.new']);
    expect(existsSync(join(root, 'project/code/logs/events.new'))).toBe(false);
  });

  it('has the folder logs of the code where that contains source files, and keeps it with what is written there', async () => {
    write('project/package.json', '{}');
    write('project/code/logs/__init__.py', 'level = 3');
    const folder = await prepare();
    writeFileSync(join(folder, 'logs/train.log'), 'epoch 1');
    expect(readFileSync(join(folder, 'logs/__init__.py'), 'utf8')).toBe('level = 3');
    expect(readdirSync(join(folders('trial_0').kept, 'logs'))).toEqual(['__init__.py', 'train.log']);
  });

  it('leaves a file of the code that is called logs as it is', async () => {
    write('project/package.json', '{}');
    write('project/code/logs', 'a list of logs');
    expect(readFileSync(join(await prepare(), 'logs'), 'utf8')).toBe('a list of logs');
  });

  it('contains the one file alone where the code is a file, which still finds what is installed beside it', async () => {
    write('project/fit.mjs', "import { name } from 'grower'; console.log(name);");
    write('project/other.mjs', '');
    write(
      'project/node_modules/grower/package.json',
      '{ "name": "grower", "type": "module", "exports": "./index.js" }',
    );
    write('project/node_modules/grower/index.js', "export const name = 'found';");
    snapshot = await takeCodeSnapshot(join(root, 'project/fit.mjs'), join(root, 'service/snapshot'));
    const folder = await prepare();
    expect(readdirSync(folder).filter((name) => name.endsWith('.mjs'))).toEqual(['fit.mjs']);
    expect(node(folder, 'fit.mjs')).toBe('found');
  });

  it('is empty where the sweep has no code', async () => {
    const empty = await takeCodeSnapshot(undefined, join(root, 'service/snapshot'));
    const folder = await prepareWorkFolder(empty, folders('trial_0'));
    expect(folder).toBe(join(root, 'service/work/trial_0'));
    expect(node(folder, '--version')).toBe(process.version);
  });
});
