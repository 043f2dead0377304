import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { writeSweep } from '../__fixtures__/write-sweep.js';
import { runCli } from '../run-cli.js';

let home = '';
let id = '';

function environment(): Record<string, string | undefined> {
  return { ...process.env, HYPERDRIVE_HOME: home, NO_COLOR: '1', HYPERDRIVE_COMMAND: '', npm_command: '' };
}

async function run(...args: readonly string[]) {
  const io = memoryIo({ env: environment(), cwd: home });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

beforeAll(async () => {
  home = await temporaryFolder();
  const { code, stderr, stdout } = await run('submit', await writeSweep(await temporaryFolder()), '--wait', '--json');
  if (code !== 0) throw new Error(stderr);
  id = JSON.parse(stdout).runId;
});

describe('download --best', () => {
  it("saves the model of a sweep's best run, and says which that is", async () => {
    const output = await temporaryFolder();
    const { code, stderr } = await run('download', id, '--best', '--output', output);
    expect(code).toBe(0);
    expect(stderr).toContain(`The best run is ${id}_2.`);
    expect(await readFile(path.join(output, 'outputs/model.json'), 'utf8')).toBe('{"x":3}');
  });

  it('is for sweeps', async () => {
    const { code, stderr } = await run('download', `${id}_0`, '--best');
    expect(code).toBe(1);
    expect(stderr).toContain(`"${id}_0" is a trial of the sweep "${id}"`);
  });
});

describe('download', () => {
  it("saves a run's outputs in a folder, and says where", async () => {
    const output = path.join(await temporaryFolder(), 'best');
    const { code, stdout } = await run('download', `${id}_2`, '--output', output);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${path.join(output, 'outputs', 'model.json')}\n` });
    expect(await readFile(path.join(output, 'outputs', 'model.json'), 'utf8')).toBe('{"x":3}');
  });

  it.each([
    ['the folder of its outputs', 'outputs'],
    ['a file', 'outputs/model.json'],
    ['the folder that is named after the run', ''],
  ])('does not follow a symbolic link that is in the place of %s, forced or not', async (_, place) => {
    const [cwd, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    await writeFile(path.join(elsewhere, 'mine'), 'mine');
    const link = path.join(cwd, `${id}_2`, place);
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(place.endsWith('.json') ? path.join(elsewhere, 'mine') : elsewhere, link);
    for (const more of [[], ['--force']]) {
      const io = memoryIo({ env: environment(), cwd });
      expect(await runCli(['download', `${id}_2`, ...more], io)).toBe(1);
      expect(io.printed.stderr).toContain('is a symbolic link, and is not followed.\n');
    }
    expect(await readdir(elsewhere)).toEqual(['mine']);
    expect(await readFile(path.join(elsewhere, 'mine'), 'utf8')).toBe('mine');
  });

  it('saves below a link that --output names', async () => {
    const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    await symlink(elsewhere, path.join(folder, 'disk'));
    expect((await run('download', `${id}_2`, '--output', path.join(folder, 'disk'))).code).toBe(0);
    expect(await readdir(elsewhere)).toEqual(['outputs']);
  });

  it('takes a pattern, and lists what it saved as JSON', async () => {
    const output = await temporaryFolder();
    const { stdout } = await run('download', `${id}_0`, 'user_logs/*.txt', '--output', output, '--json');
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'user_logs/std_log.txt', bytes: expect.any(Number) }]);
  });

  it('writes over nothing unless it is forced to', async () => {
    const output = await temporaryFolder();
    const args = ['download', `${id}_1`, '--output', output];
    expect((await run(...args)).code).toBe(0);
    const again = await run(...args);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(
      /^Error: .*model\.json exists already\.\nNothing was saved\. Write over it with --force/,
    );
    expect((await run(...args, '--force')).code).toBe(0);
  });

  it('saves none of several files where one of them exists', async () => {
    const output = await temporaryFolder();
    await run('download', `${id}_1`, '--output', output);
    expect((await run('download', `${id}_1`, '**', '--output', output)).code).toBe(1);
    expect(await readdir(output)).toEqual(['outputs']);
  });

  it('says that it was stopped, and leaves nothing behind', async () => {
    const output = path.join(await temporaryFolder(), 'stopped');
    const calm = memoryIo({ env: environment(), cwd: home });
    // The signal comes as soon as somebody listens.
    const onStopSignal: typeof calm.onStopSignal = (listener) => {
      queueMicrotask(() => listener('SIGINT'));
      return () => undefined;
    };
    expect(await runCli(['download', `${id}_1`, '--output', output], { ...calm, onStopSignal })).toBe(1);
    expect(calm.printed.stderr).toContain('The download was stopped.');
    expect(existsSync(output)).toBe(false);
  });

  it('says the same when it is stopped in the middle of a file, which does not exist then', async () => {
    const output = await temporaryFolder();
    const io = memoryIo({
      env: environment(),
      cwd: home,
      isTerminal: true,
      onStderr: (text) => text.includes('model.json') && io.send('SIGINT'),
    });
    expect(await runCli(['download', `${id}_1`, '--output', output], io)).toBe(1);
    expect(io.printed.stderr).toContain('Error: The download was stopped.\n');
    expect(await readdir(path.join(output, 'outputs'))).toEqual([]);
  });

  it('saves in a folder named after the run where none is given', async () => {
    const { stdout } = await run('download', `${id}_0`);
    expect(stdout).toBe(`${path.join(home, `${id}_0`, 'outputs', 'model.json')}\n`);
  });

  it('says which files there are where none fits, and for a sweep names its best run', async () => {
    const none = await run('download', `${id}_0`, '*.onnx');
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('It has: ')]);
    const sweep = await run('download', id);
    expect(sweep.stderr).toContain(`The sweep "${id}" has no file`);
    expect(sweep.stderr).toContain(`Its best run's files: hyperdrive download --best ${id}`);
  });
});

describe('watch', () => {
  it('shows what came of a sweep that has ended', async () => {
    const { code, stdout, stderr } = await run('watch', id);
    expect(code).toBe(0);
    expect(stdout).toContain(`runId\t${id}_2\n`);
    expect(stderr).toContain('3/3 trials ended');
  });

  it('is one document with --json', async () => {
    const { stdout } = await run('watch', id, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ runId: id, status: 'Completed', best: { runId: `${id}_2` } });
  });
});

describe('best --explain', () => {
  it('says who names the best run, and what could not win', async () => {
    const { stdout } = await run('best', id, '--explain', '--no-failed');
    expect(stdout).toContain(`runId\t${id}_1\n`);
    expect(stdout).toContain('origin\ta comparison of all children\n');
    expect(stdout).toContain(`excluded\t1 failed and left out (${id}_2)\n`);
    expect(stdout).toContain('final\tyes\n');
  });

  it('adds its reasons to the JSON', async () => {
    const { stdout } = await run('best', id, '--explain', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ runId: `${id}_2`, explanation: { origin: 'property', tied: [] } });
  });
});

describe('a run that is not there', () => {
  it('is missed in the folder, not at an address that nobody typed', async () => {
    const { code, stderr } = await run('status', 'HD_none');
    expect(code).toBe(1);
    expect(stderr).toContain(`Run "HD_none" was not found in the folder ${home}`);
    expect(stderr).toContain(`hyperdrive list`);
    expect(stderr).not.toContain('http');
  });
});

describe('logs --follow', () => {
  it('ends with the run, and prints no control characters', async () => {
    const { code, stdout } = await run('logs', `${id}_0`, '--follow');
    expect(code).toBe(0);
    expect(stdout).toContain('trying 1');
    expect(stdout).not.toContain('\u001B');
  });

  it('is one document with --json', async () => {
    const { code, stdout } = await run('logs', `${id}_0`, '--follow', '--json');
    expect(code).toBe(0);
    const { runId, logs } = JSON.parse(stdout);
    expect(runId).toBe(`${id}_0`);
    expect(logs['user_logs/std_log.txt']).toContain('trying');
  });
});
