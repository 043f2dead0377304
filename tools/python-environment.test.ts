import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makePythonEnvironment } from './python-environment.mjs';

// The suites that ask Python make real environments. These tests are about when one is made: a stand-in for uv, first
// on the PATH, makes one in no time.
const standIn = `#!/bin/sh
echo "$1" >> "$CALLS"
[ "$1" = venv ] || exit 0
mkdir -p "$5/bin"
printf '#!/bin/sh\\ncase "$2" in *missing*) echo "No module named missing"; exit 1;; esac\\n' > "$5/bin/python"
chmod +x "$5/bin/python"
`;

// A stand-in for Python: tells its version, and makes an environment whose interpreter writes down what it is called with.
const python = `#!/bin/sh
[ "$1" = -c ] && echo "3.11|$0" && exit 0
echo "$2" >> "$CALLS"
mkdir -p "$3/bin"
printf '#!/bin/sh\\necho "$1 $2" >> "$CALLS"\\n' > "$3/bin/python"
chmod +x "$3/bin/python"
`;

let folder: string;
const spec = () => ({ folder, neededBy: 'This test', oldestMinor: 8, newestMinor: 14 });
const check = { what: 'importing what is there', code: 'import there' };
const calls = async () => (await readFile(path.join(folder, 'calls'), 'utf8')).trim().split('\n');

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'hyperdrive-python-'));
  await writeFile(path.join(folder, 'requirements.txt'), '# nothing\n');
  await mkdir(path.join(folder, 'tools'));
  await writeFile(path.join(folder, 'tools/uv'), standIn);
  await chmod(path.join(folder, 'tools/uv'), 0o755);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform === 'win32')('with a tool that makes environments', () => {
  beforeEach(() => {
    vi.stubEnv('PATH', `${path.join(folder, 'tools')}${path.delimiter}${process.env['PATH']}`);
    vi.stubEnv('CALLS', path.join(folder, 'calls'));
  });

  it('makes an environment once, also for two that ask at the same time', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => makePythonEnvironment({ ...spec(), check })));
    const third = await makePythonEnvironment({ ...spec(), check });

    expect(first).toEqual({ python: path.join(folder, '.venv/bin/python') });
    expect([second, third]).toEqual([first, first]);
    expect(await calls()).toEqual(['--version', 'venv', 'pip']);
    expect(existsSync(path.join(folder, '.venv.lock'))).toBe(false);
  });

  it('makes it anew when the requirements have changed, but not for other line ends', async () => {
    await makePythonEnvironment({ ...spec(), check });
    const made = await stat(path.join(folder, '.venv/requirements.sha256'));
    await writeFile(path.join(folder, 'requirements.txt'), '# nothing\r\n');
    await makePythonEnvironment({ ...spec(), check });
    expect((await stat(path.join(folder, '.venv/requirements.sha256'))).mtimeMs).toBe(made.mtimeMs);

    await writeFile(path.join(folder, 'requirements.txt'), '# something\n');
    await makePythonEnvironment({ ...spec(), check });
    expect(await calls()).toEqual(['--version', 'venv', 'pip', '--version', 'venv', 'pip']);
  });

  it('makes it with pip where uv fails, or is not to be had', async () => {
    await writeFile(path.join(folder, 'tools/uv'), '#!/bin/sh\necho "uv $1" >> "$CALLS"\nexit 1\n');
    await writeFile(path.join(folder, 'tools/python3'), python);
    await chmod(path.join(folder, 'tools/python3'), 0o755);
    const ready = { python: path.join(folder, '.venv/bin/python') };

    expect(await makePythonEnvironment({ ...spec(), check }, { findUv: async () => 'uv' })).toEqual(ready);
    expect(await calls()).toEqual(['uv venv', 'venv', '-m pip', '-c import there']);

    await rm(path.join(folder, '.venv'), { recursive: true });
    await rm(path.join(folder, 'calls'));
    expect(await makePythonEnvironment({ ...spec(), check }, { findUv: async () => undefined })).toEqual(ready);
    expect(await calls()).toEqual(['venv', '-m pip', '-c import there']);
  });

  it('leaves none that cannot import what it is for', async () => {
    const failing = { what: 'importing a module', code: 'import missing' };
    vi.stubEnv('HYPERDRIVE_PYTHON', path.join(folder, 'no-python'));

    expect(await makePythonEnvironment({ ...spec(), check: failing })).toEqual({
      notRun: expect.stringContaining('importing a module failed:\nNo module named missing'),
    });
    expect(existsSync(path.join(folder, '.venv'))).toBe(false);
  });
});

it('names the versions that it wants where there is none of them', async () => {
  vi.stubEnv('PATH', '');

  expect(await makePythonEnvironment({ ...spec(), check }, { findUv: async () => undefined })).toEqual({
    notRun: expect.stringContaining('This test needs Python 3.8 to 3.14, or uv, on the PATH: no Python was found'),
  });
});
