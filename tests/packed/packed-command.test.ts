import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, inject, test } from 'vitest';
import { runIn } from './empty-project.js';

const name = '@hyperdrive-run/cli';
const project = inject('projects')[name] ?? '';
const installed = path.join(project, 'node_modules', name);

/** Runs the installed command; what it keeps stays in a folder of the project. */
function hyperdrive(home: string, ...words: readonly string[]): Promise<string> {
  const folder = path.join(project, home);
  const environment = { HYPERDRIVE_HOME: path.join(folder, 'sweeps'), XDG_CACHE_HOME: path.join(folder, 'caches') };
  return runIn(project, path.join(project, 'node_modules/.bin/hyperdrive'), words, environment);
}

describe('the command, packed and installed', () => {
  test('says what its package says that it is', async () => {
    const { version } = JSON.parse(await readFile(path.join(installed, 'package.json'), 'utf8'));
    expect(await hyperdrive('version', '--version')).toBe(`${version}\n`);
  });

  test('reads a folder, and keeps its compiled code for the next time', async () => {
    await mkdir(path.join(project, 'reads'));
    expect(await hyperdrive('reads', 'list', '--json')).toBe('[]\n');
    const caches = path.join(project, 'reads/caches/hyperdrive');
    expect(await readdir(caches)).toEqual(['list.code']);
    const { ino } = await stat(path.join(caches, 'list.code'));
    expect(await hyperdrive('reads', 'list', '--json')).toBe('[]\n');
    expect((await stat(path.join(caches, 'list.code'))).ino).toBe(ino);
  });

  test('starts a service in the background, asks it and stops it', async () => {
    await mkdir(path.join(project, 'service'));
    try {
      expect(JSON.parse(await hyperdrive('service', 'service', 'start', '--json'))).toMatchObject({ running: true });
      expect(await hyperdrive('service', 'list', '--json')).toBe('[]\n');
      const log = await readFile(path.join(project, 'service/sweeps/service.log'), 'utf8');
      expect(log).toMatch(/^\S+ listening at .*\n$/);
    } finally {
      expect(JSON.parse(await hyperdrive('service', 'service', 'stop', '--json'))).toMatchObject({ running: false });
    }
  });

  test('has the dashboard with it, which serves its page until it is stopped', async () => {
    const bin = path.join(project, 'node_modules/.bin/hyperdrive');
    const env = { ...process.env, HYPERDRIVE_HOME: path.join(project, 'dashboard') };
    const child = spawn(bin, ['dashboard'], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(child, 'exit');
    let printed = '';
    child.stderr.on('data', (part: Buffer) => {
      printed += part.toString();
    });
    try {
      const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended]);
      expect(line, printed).toMatch(/^http:/);
      const page = await fetch(line, { redirect: 'manual' });
      expect([page.status, page.headers.get('location')]).toEqual([303, '/']);
    } finally {
      child.kill('SIGINT');
      await ended;
    }
  });

  test('names everybody whose code is in the bundle, with the licence', async () => {
    const bundle = await readFile(path.join(installed, 'dist/hyperdrive.cjs'), 'utf8');
    const bundled = new Set(
      [...bundle.matchAll(/^\/\/ .*\/node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm)].map(([, found = '']) => found),
    );
    const notices = await readFile(path.join(installed, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    const named = [...notices.matchAll(/^-{80}\n(\S+) \S+ \(\S+\)$/gm)].map(([, found = '']) => found);
    expect(named.length).toBeGreaterThan(10);
    expect(named.toSorted()).toEqual([...bundled].toSorted());
    expect(notices.match(/permission/gi)?.length ?? 0).toBeGreaterThanOrEqual(named.length);
  });

  test('can be read: the bundle is not minified, and the sources are beside it', async () => {
    const lines = (await readFile(path.join(installed, 'dist/hyperdrive.cjs'), 'utf8')).split('\n');
    expect(lines.filter((line) => line.length > 500).length / lines.length).toBeLessThan(0.001);
    expect(lines.join('\n')).toContain('async function showSweeps(');
    expect(await readdir(path.join(installed, 'src/launch'))).toContain('code-cache.ts');
  });
});
