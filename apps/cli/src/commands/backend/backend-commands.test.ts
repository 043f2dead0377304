import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { startFakeMlflow } from '../../__fixtures__/fake-mlflow.js';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { runCli } from '../../run-cli.js';

let folder = '';
let env: Record<string, string> = {};

beforeEach(async () => {
  folder = await temporaryFolder();
  env = { HYPERDRIVE_CONFIG: path.join(folder, 'config'), HYPERDRIVE_HOME: path.join(folder, 'home') };
});

async function run(args: readonly string[], secret?: string) {
  const io = memoryIo({ env, cwd: folder, secret });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

async function json(...args: string[]) {
  const { code, stdout, stderr } = await run([...args, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

const lab = 'mlflow+https://lab.example/tracking';

describe('backend add, use, list and remove', () => {
  it('give a backend a name, which commands use', async () => {
    expect(await run(['backend', 'list'])).toMatchObject({ code: 0, stdout: '' });
    await json('backend', 'add', 'lab', lab, '--experiment', 'iris');
    await json('backend', 'add', 'here', 'local:sweeps');
    await json('backend', 'add', 'kept', 'file:a.ndjson');
    expect(await json('backend', 'use', 'here')).toEqual({ used: 'here' });
    expect(await json('backend', 'list')).toEqual([
      { name: 'lab', backend: lab, experiment: 'iris', used: false, hasCredentials: false },
      { name: 'here', backend: `local:${folder}/sweeps`, used: true, hasCredentials: false },
      { name: 'kept', backend: `file:${folder}/a.ndjson`, used: false, hasCredentials: false },
    ]);
    expect((await run(['backend', 'list'])).stdout).toContain(`here\tused\tlocal:${folder}/sweeps\t\t\n`);
    expect(await json('service', 'status')).toMatchObject({ folder: `${folder}/sweeps` });
    expect((await run(['list', '--profile', 'kept'])).stderr).toContain(`${folder}/a.ndjson" does not exist`);
    await json('backend', 'remove', 'here');
    expect(await json('service', 'status')).toMatchObject({ folder: `${folder}/home` });
    await json('backend', 'use', 'lab');
    expect(await json('backend', 'use', 'local')).toEqual({ used: 'local' });
  });

  it.each([
    [['backend', 'add', 'local', lab], 'which is the backend that is used without a profile'],
    [['backend', 'add', 'a b', lab], 'which is no name'],
    [['backend', 'add', '__proto__/', lab], 'which is no name'],
    [['backend', 'add', 'lab', 'foo:bar'], '--backend is "foo:bar", which is no place'],
    [['backend', 'add', 'lab', 'azureml:/subscriptions/s'], '--backend is'],
    [['backend', 'add', 'lab', 'mlflow+https://ada:s3cret@lab.example'], 'contains a secret'],
    [['backend', 'use', 'nothing'], 'There is no profile "nothing".'],
    [['backend', 'remove', 'nothing'], 'There is no profile "nothing".'],
    [['list', '--profile', 'nothing'], 'There is no profile "nothing".'],
  ])('%j is refused with code 2', async (args, what) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(what);
    expect(stderr).not.toContain('s3cret');
  });

  it('replaces a profile with --force only, and takes any name', async () => {
    await json('backend', 'add', '__proto__', lab);
    expect((await run(['backend', 'add', '__proto__', 'local'])).stderr).toContain('Replace it with --force.');
    await json('backend', 'add', '__proto__', 'local', '--force');
    expect(await json('backend', 'list')).toHaveLength(1);
  });

  it('names a broken file, keeps it, and is done without by --backend', async () => {
    await json('backend', 'add', 'lab', lab);
    const file = path.join(folder, 'config/profiles.json');
    for (const content of ['{', '[]', '{"profiles":[{}]}', '{"profiles":{}}']) {
      await writeFile(file, content);
      const { code, stderr } = await run(['list']);
      expect([code, stderr]).toEqual([1, expect.stringContaining(`The file "${file}" is not as "hyperdrive backend"`)]);
      expect((await run(['backend', 'add', 'new', lab])).code).toBe(1);
      expect(await readFile(file, 'utf8')).toBe(content);
      expect((await run(['list', '--backend', 'local'])).code).toBe(0);
    }
  });
});

describe('backend login', () => {
  const file = () => path.join(folder, 'config/credentials.json');

  it('keeps a token apart from the profiles, in a file of the user alone, and no command shows it', async () => {
    await json('backend', 'add', 'lab', lab);
    const { code, stdout, stderr } = await run(['backend', 'login', 'lab'], 's3cret');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readFile(file(), 'utf8')).toContain('s3cret');
    expect((await readdir(path.dirname(file()))).toSorted()).toEqual(['credentials.json', 'profiles.json']);
    const shown = [await run(['backend', 'list']), await run(['backend', 'list', '--json'])];
    expect(
      JSON.stringify([stderr, shown, await readFile(path.join(folder, 'config/profiles.json'), 'utf8')]),
    ).not.toContain('s3cret');
    expect(shown[0]?.stdout).toContain('\tkept\n');
    // What others may read stays so no longer than until the next login.
    await chmod(file(), 0o644);
    await run(['backend', 'login', 'lab', '--username', 'ada'], 'pass word');
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({
      credentials: [{ server: 'https://lab.example/tracking', username: 'ada', password: 'pass word' }],
    });
  });

  it('is forgotten with the last profile of its server', async () => {
    await json('backend', 'add', 'lab', lab);
    await json('backend', 'add', 'same', `${lab}/?experiment=iris`);
    await run(['backend', 'login', 'lab'], 's3cret');
    await json('backend', 'remove', 'lab');
    expect(await json('backend', 'list')).toMatchObject([{ name: 'same', hasCredentials: true }]);
    await json('backend', 'remove', 'same');
    expect(await readFile(file(), 'utf8')).not.toContain('s3cret');
  });

  it.each([
    ['azureml://westeurope/subscriptions/s/resourceGroups/g/workspaces/w', 'az login'],
    ['local', 'Only an MLflow server'],
  ])('is refused for %s', async (backend, hint) => {
    await json('backend', 'add', 'other', backend);
    const { code, stderr } = await run(['backend', 'login', 'other'], 's3cret');
    expect([code, stderr]).toEqual([2, expect.stringContaining(hint)]);
  });

  it.each(['', '  ', 'two\nlines'])('is refused with %j, and takes no secret as an argument', async (secret) => {
    await json('backend', 'add', 'lab', lab);
    expect((await run(['backend', 'login', 'lab'], secret)).code).toBe(2);
    expect((await run(['backend', 'login', 'lab', 's3cret'])).code).toBe(2);
    expect(await readdir(path.join(folder, 'config'))).toEqual(['profiles.json']);
  });

  it('is what the server is asked with, unless a variable is set', async () => {
    const asked: string[] = [];
    const address = await startFakeMlflow([], (authorization) => asked.push(authorization));
    await json('backend', 'add', 'lab', address);
    const { stderr } = await run(['backend', 'login', 'lab'], 's3cret');
    expect(stderr).not.toContain('Warning');
    await run(['status', 'abc', '--profile', 'lab']);
    expect(new Set(asked)).toEqual(new Set(['Bearer s3cret']));
    asked.length = 0;
    env = { ...env, MLFLOW_TRACKING_TOKEN: 'other' };
    await run(['status', 'abc', '--profile', 'lab']);
    expect(new Set(asked)).toEqual(new Set(['Bearer other']));
  });
});
