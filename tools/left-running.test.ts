import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { processesOf } from './left-running.mjs';

describe.runIf(process.platform === 'linux')('processes that were started from a folder', () => {
  let folder = '';
  let children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(await realpath(tmpdir()), 'left-running-'));
  });

  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    children = [];
    await rm(folder, { recursive: true });
  });

  async function start(cwd: string, ...args: string[]): Promise<number | undefined> {
    const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)', ...args], { cwd });
    children.push(child);
    await once(child.stdout, 'data');
    return child.pid;
  }

  test('are found by where they work', async () => {
    const pid = await start(folder);
    expect(await processesOf(folder)).toMatchObject([{ pid }]);
  });

  test('are found by what they were told', async () => {
    const pid = await start(tmpdir(), `${folder}/service.json`);
    expect(await processesOf(folder)).toMatchObject([{ pid }]);
  });

  test('are not mixed up with those of another folder, nor with ended ones', async () => {
    await start(`${folder}/..`, `${folder}-other/service.json`);
    await start(folder);
    const ended = children.at(-1);
    ended?.kill('SIGKILL');
    if (ended !== undefined) await once(ended, 'exit');
    expect(await processesOf(folder)).toEqual([]);
  });

  test('do not include who asks', async () => {
    const pids = (await processesOf(path.resolve(import.meta.dirname, '..'))).map(({ pid }) => pid);
    expect(pids).not.toContain(process.pid);
    expect(pids).not.toContain(process.ppid);
  });
});
