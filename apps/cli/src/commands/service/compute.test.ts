import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { runCli } from '../../run-cli.js';

let home = '';

beforeEach(async () => {
  home = await temporaryFolder();
});

async function run(...args: readonly string[]) {
  const io = memoryIo({ env: { HYPERDRIVE_HOME: home, NO_COLOR: '1' }, cwd: home, columns: 100 });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

const address = 'ray+http://127.0.0.1:8265';

describe('hyperdrive compute', () => {
  it('lists nothing where nothing was added, and says how to add one', async () => {
    expect(await run('compute', 'list')).toEqual({
      code: 0,
      stdout: '',
      stderr: `Trials run on this machine: no compute was added. Add one with: hyperdrive compute add NAME ray+http://HOST:8265\n`,
    });
    expect((await run('compute', 'list', '--json')).stdout).toBe('[]\n');
  });

  it.each([
    [['local', address], 'NAME is "local", but takes another name: local is this machine'],
    [['a b', address], 'NAME is "a b", but takes up to 63 letters, digits, _ and -'],
    [['lab', 'ray://head'], 'URI is "ray://head", but takes ray+http(s)://HOST:8265 or slurm:[PARTITION]'],
    [['lab', address, '--shared-folder', 'a'], '--shared-folder is "a", but takes the absolute path of a folder'],
    [['lab', address, '--shared-folder', '/no/such'], '--shared-folder is "/no/such", but takes a folder that exists'],
    [['lab', address, '--setup', ' '], '--setup is an array of 1, but takes lines of sh'],
    [['lab', address, '--cpus', 'two'], '--cpus is "two", but takes a whole number of at least 0'],
    [['lab', address, '--memory', '4 giga'], '--memory is "4 giga", but takes a size with its unit'],
    [['lab', address, '--token-file', 'token'], 'The file "token" of --token-file does not exist'],
    [['lab', address, '--token-variable', 'NO_TOKEN'], 'The variable NO_TOKEN of --token-variable is not set'],
  ])('add %j is refused by the name of the option', async (args, message) => {
    const { code, stderr } = await run('compute', 'add', ...args);
    expect(stderr).toContain(message);
    expect(code).not.toBe(0);
    expect((await run('compute', 'list', '--json')).stdout).toBe('[]\n');
  });

  it('refuses a token file and a variable at once, and an empty file', async () => {
    await writeFile(path.join(home, 'token'), ' \n');
    const both = await run('compute', 'add', 'lab', address, '--token-file', 'token', '--token-variable', 'A');
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('are both given')]);
    const empty = await run('compute', 'add', 'lab', address, '--token-file', 'token');
    expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining('of --token-file is empty')]);
  });

  it('refuses a token for SLURM, which knows none, by the name of the option, and does not show it', async () => {
    await writeFile(path.join(home, 'token'), 'secret');
    const { code, stderr } = await run('compute', 'add', 'hall', 'slurm:', '--token-file', 'token');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('--token-file is given, but takes nothing: SLURM knows users by their login.'),
    ]);
    expect(stderr).not.toContain('secret');
  });

  it.each(['check', 'remove'])('%s names the computes that exist where another is asked for', async (command) => {
    const none = await run('compute', command, 'lab');
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('no compute "lab": none was added yet.')]);
    for (const name of ['hall', 'attic']) await run('compute', 'add', name, address);
    const { code, stderr } = await run('compute', command, 'lab');
    expect([code, stderr]).toEqual([1, expect.stringContaining('no compute "lab": it has hall, attic.')]);
    expect(stderr).not.toContain('Nothing was changed');
  });

  it('check says of a head that is down what to look at, and nothing of changes', async () => {
    await run('compute', 'add', 'lab', 'ray+http://127.0.0.1:9');
    const { code, stderr } = await run('compute', 'check', 'lab');
    expect(code).toBe(1);
    expect(stderr).toContain('The Ray head at http://127.0.0.1:9 cannot be reached');
    expect(stderr).toContain('Check that it runs, and that its dashboard listens at this address');
    expect(stderr).not.toContain('Nothing was changed');
  });
});
