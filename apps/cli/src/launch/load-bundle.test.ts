import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';

const programFile = inject('program');

/** Runs the program with a home folder, in which the sweeps and the caches are. */
function run(home: string, args: readonly string[], more: Record<string, string> = {}) {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_CACHE_HOME: path.join(home, 'caches'),
    NO_COLOR: '1',
    ...more,
  };
  // A program that does not end is killed, and has no status then.
  const options = { env, encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [programFile, ...args], options);
  return { status, stdout, stderr };
}

/** A folder in which no sweep ran. */
const nothingListed = { status: 0, stdout: '[]\n', stderr: '' };

describe('the compiled code of the program', () => {
  const list = ['list', '--json'];

  it('is kept by command, and used the next time', async () => {
    const home = await temporaryFolder();
    const file = path.join(home, 'caches/hyperdrive/list.code');
    expect(run(home, list)).toEqual(nothingListed);
    const { ino } = await stat(file);
    expect(run(home, list)).toEqual(nothingListed);
    expect((await stat(file)).ino).toBe(ino);
    run(home, ['--help']);
    expect(await readdir(path.dirname(file))).toEqual(['list.code', 'other.code']);
  }, 30_000);

  it('is compiled anew, and replaced, where what is kept is broken or no code', async () => {
    const home = await temporaryFolder();
    const file = path.join(home, 'caches/hyperdrive/list.code');
    run(home, list);
    const whole = await readFile(file);
    const key = whole.subarray(0, whole.indexOf('\n')).toString().replace(/ \d+$/, '');
    const noCode = Buffer.from('not what V8 wrote');
    const changed = Buffer.from(whole);
    changed[whole.length >> 1] = (whole[whole.length >> 1] ?? 0) ^ 255;
    const spoiled = [
      Buffer.alloc(0),
      changed,
      whole.subarray(0, 100_000),
      Buffer.concat([Buffer.from(`${key} ${crc32(noCode)}\n`), noCode]),
    ];
    for (const content of spoiled) {
      await writeFile(file, content);
      expect(run(home, list)).toEqual(nothingListed);
      expect((await readFile(file)).length).toBeGreaterThan(200_000);
    }
  }, 60_000);

  it.runIf(process.platform === 'linux')(
    'is done without on a file system that takes no folders',
    async () => {
      const home = await temporaryFolder();
      expect(run(home, list, { XDG_CACHE_HOME: '/proc/self/no-such-folder' })).toEqual(nothingListed);
    },
    30_000,
  );

  it('is done without where nothing can be kept, and where Node is told to keep none', async () => {
    const home = await temporaryFolder();
    await writeFile(path.join(home, 'caches'), 'a file in the way');
    expect(run(home, list)).toEqual(nothingListed);

    const off = await temporaryFolder();
    expect(run(off, list, { NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(nothingListed);
    expect(await readdir(off)).toEqual(['.hyperdrive']);

    const open = await temporaryFolder();
    await mkdir(path.join(open, 'caches/hyperdrive'), { recursive: true });
    await chmod(path.join(open, 'caches/hyperdrive'), 0o777);
    expect(run(open, list)).toEqual(nothingListed);
    expect(await readdir(path.join(open, 'caches/hyperdrive'))).toEqual([]);
  }, 60_000);
});

describe('the bundle', () => {
  it('shows where an error comes from in the sources', async () => {
    const { status, stderr } = run(await temporaryFolder(), ['status', 'HD_nowhere', '--verbose']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/\n {4}at .*\/open\/find-run\.ts:\d+:\d+/);
  }, 30_000);

  it('is the only file of the program, and only what a command uses of it is run', async () => {
    const { files, modules } = await loadedBy(['list', '--json']);
    const others = files.filter((file) => !/\/(?:main\.js|hyperdrive\.cjs)$/.test(file));
    // The driver of the database, which finds its machine code.
    expect(others.filter((file) => !/\/(?:libsql|@libsql|@neon-rs|detect-libc)\b/.test(file))).toEqual([]);
    expect(files.length).toBeLessThanOrEqual(10);
    // Each line of the program that every command runs is paid for by every command.
    expect(modules.length).toBeLessThanOrEqual(800);
    const unused = /\/(?:yaml|minimatch|csv-stringify|cli-table3|sweep-file)\//;
    expect(modules.filter((module) => unused.test(module))).toEqual([]);
  }, 30_000);

  it('runs none of the packages where help is asked for', async () => {
    const { modules } = await loadedBy(['help', 'list']);
    expect(modules.length).toBeLessThanOrEqual(50);
    expect(modules.filter((module) => module.includes('packages/'))).toEqual([]);
  }, 30_000);
});

/** The files that a command loads, and the modules of the bundle that it runs, as V8 counts them. */
async function loadedBy(args: readonly string[]): Promise<{ files: readonly string[]; modules: readonly string[] }> {
  const home = await temporaryFolder();
  const coverage = path.join(home, 'coverage');
  expect(run(home, args, { NODE_V8_COVERAGE: coverage })).toMatchObject({ status: 0, stderr: '' });
  const [report = ''] = await readdir(coverage);
  const { result }: Coverage = JSON.parse(await readFile(path.join(coverage, report), 'utf8'));
  const scripts = result.filter(({ url }) => url.startsWith('file:'));
  const modules = scripts.flatMap(({ functions }) =>
    functions
      .filter(({ functionName, ranges }) => /\/.*\.[cm]?[jt]s$/.test(functionName) && ranges[0]?.count !== 0)
      .map(({ functionName }) => functionName),
  );
  return { files: scripts.map(({ url }) => url), modules };
}

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      /** Of a module in the bundle its path. */
      readonly functionName: string;
      readonly ranges: readonly { readonly count: number }[];
    }[];
  }[];
}
