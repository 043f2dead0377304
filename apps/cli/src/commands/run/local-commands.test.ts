import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type StartedLocalService, startLocalService } from '@hyperdrive-run/local';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { writeSweep } from '../../__fixtures__/write-sweep.js';
import { runCli } from '../../run-cli.js';

let home = '';
let file = '';

async function run(...args: string[]) {
  const io = memoryIo({ env: { ...process.env, HYPERDRIVE_HOME: home, NO_COLOR: '1' }, cwd: home });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

/** The document of a command with --json, which must have succeeded. */
async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await run(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

async function start(): Promise<StartedLocalService> {
  const service = await startLocalService({ folder: home });
  onTestFinished(() => service.close());
  return service;
}

/** Resolves once a sweep has a status. */
async function until(id: string, status: string): Promise<Record<string, unknown>> {
  for (;;) {
    const seen = await json('status', id);
    if (seen['status'] === status) return seen;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

beforeAll(async () => {
  home = await temporaryFolder();
  file = await writeSweep(await temporaryFolder());
});

describe('pause and resume', () => {
  it('keep a sweep paused over a restart of the service, as all commands that look at it show', async () => {
    const first = await start();
    const { runId } = await json('submit', file);
    const id = String(runId);
    expect(await json('pause', '@last')).toEqual({ runId: id, status: expect.stringMatching(/^Paus(ing|ed)$/) });
    await until(id, 'Paused');
    await first.close();
    const listed = JSON.parse((await run('list', '--json')).stdout);
    expect(listed).toEqual([expect.objectContaining({ runId: id, status: 'Paused' })]);
    expect(await json('service', 'status')).toMatchObject({ usage: { sweeps: { running: 0, paused: 1, ended: 0 } } });

    const second = await start();
    expect((await json('status', id))['status']).toBe('Paused');
    const { code, stderr } = await run('resume', id.slice(3, 12));
    expect([code, stderr]).toEqual([0, expect.stringContaining(`watch ${id}`)]);
    await second.whenIdle();
    const counts = { Completed: 2, Failed: 1 };
    expect(await json('status', id)).toMatchObject({ status: 'Completed', childrenByStatus: counts });
    const again = await run('pause', id);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('has ended already: it is Completed')]);
  }, 60_000);

  it('say where no service runs that nothing goes on', async () => {
    const service = await start();
    const id = String((await json('submit', file))['runId']);
    await json('pause', id);
    await until(id, 'Paused');
    await service.close();
    expect((await run('resume', id)).stderr).toContain('The local service does not run');
    expect((await json('pause', id))['status']).toBe('Paused');
    await start();
    expect((await json('status', id))['status']).toBe('Paused');
    await json('cancel', id);
    await until(id, 'Canceled');
  }, 60_000);
});

describe('retry', () => {
  it('runs the failed child of a sweep once more, and the sweep counts it', async () => {
    const service = await start();
    const id = String((await json('submit', file))['runId']);
    await service.whenIdle();
    const retried = [{ runId: `${id}_3`, retryOf: `${id}_2` }];
    expect(await json('retry', id)).toEqual({ sweepId: id, retried });
    await service.whenIdle();
    expect(await json('status', id)).toMatchObject({
      status: 'Completed',
      childrenByStatus: { Completed: 2, Failed: 2 },
    });
    expect((await run('status', id)).stdout).toContain('limits\t3 trials, 1 at a time; 1 more by retries\n');
    expect((await run('retry', id.slice(0, 12), '3')).stdout).toBe(`runId\tretryOf\n${id}_4\t${id}_3\n`);
    await service.whenIdle();
    const { code, stderr } = await run('retry', `${id}_0`);
    expect([code, stderr]).toEqual([1, expect.stringContaining('is Completed: only what failed')]);
  }, 60_000);
});

describe('prune', () => {
  it('shows what would go, deletes it only with --yes, and leaves what has not ended', async () => {
    home = await temporaryFolder();
    const service = await start();
    const ended = String((await json('submit', file))['runId']);
    await service.whenIdle();
    const paused = String((await json('submit', file))['runId']);
    await json('pause', paused);
    await until(paused, 'Paused');

    const asked = await run('prune', '--keep', '0');
    expect(asked.code).toBe(2);
    expect(asked.stdout).toContain(`${ended}\tgarden\t`);
    expect(asked.stderr).toContain('Add --yes');
    expect(await json('prune', '--keep', '0', '--dry-run')).toMatchObject({
      dryRun: true,
      pruned: [{ runId: ended, runs: 4 }],
    });
    expect(await json('prune', '--older-than', '1h', '--yes')).toMatchObject({ pruned: [] });

    expect(await json('prune', '--keep', '0', '--outputs', '--yes')).toMatchObject({ pruned: [{ runId: ended }] });
    expect((await run('download', `${ended}_0`)).code).toBe(1);
    expect((await run('best', ended)).code).toBe(0);

    const gone = await json('prune', '--keep', '0', '--yes');
    expect(gone).toMatchObject({ dryRun: false, outputsOnly: false, pruned: [{ runId: ended, runs: 4 }] });
    const listed = JSON.parse((await run('list', '--json')).stdout);
    expect(listed).toEqual([expect.objectContaining({ runId: paused })]);
    expect((await run('status', ended)).code).toBe(1);
    await json('cancel', paused);
    await service.whenIdle();
  }, 60_000);

  it('needs an option that selects sweeps, and creates nothing where nothing is', async () => {
    home = path.join(await temporaryFolder(), 'new');
    expect((await run('prune', '--yes')).code).toBe(2);
    expect((await run('prune', '--keep', 'many', '--yes')).code).toBe(2);
    expect(await json('prune', '--keep', '0', '--yes')).toMatchObject({ pruned: [] });
    await expect(mkdir(home)).resolves.toBeUndefined();
  });
});

it.each(['pause', 'resume', 'retry'])('%s is only for the local service', async (command) => {
  const { code, stderr } = await run(command, 'HD_1', '--backend', 'azureml+http://localhost:1/x');
  expect([code, stderr]).toEqual([2, expect.stringContaining(`"hyperdrive ${command}" is about the local one`)]);
});
