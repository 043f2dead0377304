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
    [['local', address], 'name is "local", but takes another name: local is this machine'],
    [['a b', address], 'name is "a b", but takes up to 63 letters, digits, _ and -'],
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

  it('names the computes that exist where another is asked for', async () => {
    const { code, stderr } = await run('compute', 'check', 'lab');
    expect([code, stderr]).toEqual([1, expect.stringContaining('The service has no compute "lab".')]);
  });
});
