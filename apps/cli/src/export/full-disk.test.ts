import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findRunningService, localWorkspace, type RunningService } from '@hyperdrive-run/local';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { mountSmallDisk } from '../__fixtures__/small-disk.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';

const programFile = inject('program');

function environment(home: string): Record<string, string | undefined> {
  const plain = { NO_COLOR: '1', HYPERDRIVE_COMMAND: '', npm_command: '', NODE_DISABLE_COMPILE_CACHE: '1' };
  return { ...process.env, HYPERDRIVE_HOME: home, ...plain };
}

async function run(home: string, ...args: string[]): Promise<number> {
  return runCli(args, memoryIo({ env: environment(home), programFile }));
}

async function startService(home: string): Promise<RunningService> {
  onTestFinished(async () => void (await run(home, 'service', 'stop')), 60_000);
  await run(home, 'service', 'start');
  const service = findRunningService(home);
  if (service === undefined) throw new Error('the service did not start');
  return service;
}

/** Writes a tag of some kilobytes. */
function writeTag({ address, token }: RunningService, tag: string): Promise<Response> {
  const { subscriptionId, resourceGroup, workspaceName } = localWorkspace;
  const workspace = `subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${workspaceName}`;
  return fetch(`${address}/history/v1.0/${workspace}/experiments/garden/runs/apple`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ tags: { [tag]: 'x'.repeat(5000) } }),
  });
}

describe('a service whose disk is full, log and all', () => {
  it('responds with 503 until the disk has room, then continues, and writes its log again', async (context) => {
    const disk = await mountSmallDisk(12);
    if (disk === undefined) return context.skip('no disk may be mounted here: that takes root, on Linux');
    const home = path.join(disk.folder, 'home');
    const log = path.join(home, 'service.log');
    const service = await startService(home);
    expect((await writeTag(service, 'first')).status).toBe(200);
    disk.fill();
    const refused: Response[] = [];
    for (let n = 0; n < 60; n += 1) {
      const answer = await writeTag(service, `more ${n}`);
      if (answer.status !== 200) refused.push(answer);
    }
    expect(refused.length).toBeGreaterThan(50);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
    expect(refused.at(-1)?.headers.get('retry-after')).toBe('1');
    expect(await refused.at(-1)?.json()).toMatchObject({ error: { code: 'ServiceError', message: /disk is full/ } });
    const logWhenFull = readFileSync(log, 'utf8').length;
    disk.free();
    expect((await writeTag(service, 'last')).status).toBe(200);
    disk.fill();
    for (let n = 0; n < 20; n += 1) await writeTag(service, `again ${n}`);
    disk.free();
    expect((await writeTag(service, 'very last')).status).toBe(200);
    expect(readFileSync(log, 'utf8').length).toBeGreaterThanOrEqual(logWhenFull);
    expect(findRunningService(home)?.pid).toBe(service.pid);
  }, 60_000);

  it('goes on where its log can never be written', async (context) => {
    if (!existsSync('/dev/full')) return context.skip('there is no /dev/full here');
    const home = path.join(await temporaryFolder(), 'home');
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [programFile, 'service', 'run'], {
      stdio: ['ignore', full, full, 'ipc'],
      env: environment(home),
    });
    closeSync(full);
    onTestFinished(async () => void (await run(home, 'service', 'stop')), 60_000);
    await new Promise((resolve) => child.once('message', resolve));
    const service = findRunningService(home);
    expect(service !== undefined && (await writeTag(service, 'first')).status).toBe(200);
    expect(child.exitCode).toBeNull();
    child.disconnect();
  }, 60_000);
});

describe('a command whose output goes to a full disk', () => {
  it('says so in two lines and fails', async (context) => {
    if (!existsSync('/dev/full')) return context.skip('there is no /dev/full here');
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [programFile, 'service', 'status'], {
      stdio: ['ignore', full, 'pipe'],
      env: environment(path.join(await temporaryFolder(), 'home')),
      encoding: 'utf8',
    });
    closeSync(full);
    expect(status).toBe(1);
    expect(stderr).toContain('Error: The output cannot be written: the disk is full.\nFree some space');
    expect(stderr).not.toContain('    at ');
  }, 60_000);

  it('prints its result all the same where only stderr is full', async (context) => {
    if (!existsSync('/dev/full')) return context.skip('there is no /dev/full here');
    const full = openSync('/dev/full', 'w');
    const { status, stdout } = spawnSync(process.execPath, [programFile, 'service', 'status'], {
      stdio: ['ignore', 'pipe', full],
      env: environment(path.join(await temporaryFolder(), 'home')),
      encoding: 'utf8',
    });
    closeSync(full);
    expect(status).toBe(0);
    expect(stdout).toContain('running\tfalse');
  }, 60_000);
});
