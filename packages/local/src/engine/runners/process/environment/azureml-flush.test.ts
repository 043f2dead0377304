import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { withAzuremlFlush } from './azureml-flush.js';

const python = findPython();
let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
});

function findPython(): string | undefined {
  for (const command of ['python3', 'python']) {
    try {
      return execFileSync(command, ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
    } catch {
      // The next one.
    }
  }
  return undefined;
}

/** A library with the shape of azureml-core: what was logged is sent from a pool, when the run is flushed. */
const library = `
import concurrent.futures
pool = concurrent.futures.ThreadPoolExecutor()
class Run(object):
    def __init__(self, id):
        self.id, self.rows = id, []
    def log(self, name, value):
        self.rows.append((name, value))
    def flush(self):
        pool.submit(lambda: print("sent", self.id, self.rows, flush=True)).result()
`;

/** Runs a script with the library at hand. Returns what it printed. */
async function run(script: string, environment: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const code = join(folder, 'code');
  await mkdir(join(code, 'azureml/core'), { recursive: true });
  await writeFile(join(code, 'azureml/__init__.py'), '');
  await writeFile(join(code, 'azureml/core/__init__.py'), 'from .run import Run\n');
  await writeFile(join(code, 'azureml/core/run.py'), library);
  await writeFile(join(code, 'train.py'), script);
  const variables = withAzuremlFlush(new Map(Object.entries(environment)), join(folder, 'hook'));
  const shell = `"$0" train.py 2>&1 || echo "code $?"`;
  const output = execFileSync('/bin/sh', ['-c', shell, python ?? ''], {
    cwd: code,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...Object.fromEntries(variables) },
  });
  return output.trim().split('\n');
}

describe.skipIf(python === undefined || process.platform === 'win32')('a Python script in a trial', () => {
  it('has what it logged with azureml-core sent when it ends, also by an exception', async () => {
    const log = 'from azureml.core import Run\nrun, idle = Run("a"), Run("b")\nrun.log("loss", 1)\n';

    expect(await run(log)).toEqual(["sent a [('loss', 1)]"]);
    const failed = await run(`${log}raise ValueError("no tulips")\n`);
    expect(failed.slice(-3)).toEqual(['ValueError: no tulips', "sent a [('loss', 1)]", 'code 1']);
  });

  it('ends with its own exit code where that fails, and prints what may be lost', async () => {
    const script = 'from azureml.core import Run\nRun.flush = lambda self: 1 / 0\nRun("a").log("loss", 1)\n';

    expect(await run(script)).toEqual(['The last metrics of run a could not be sent: division by zero']);
  });

  it('is left alone where it does not import azureml-core, or asks for it', async () => {
    const loaded = 'import sys\nprint(sorted(set(sys.modules) & {"azureml", "threading", "importlib.util"}))\n';

    expect(await run(loaded)).toEqual(await run(loaded, { HYPERDRIVE_FLUSH_AZUREML: '0' }));
    const log = 'from azureml.core import Run\nRun("a").log("loss", 1)\nprint("done")\n';
    expect(await run(log, { HYPERDRIVE_FLUSH_AZUREML: '0' })).toEqual(['done']);
  });

  it('still has the sitecustomize and the PYTHONPATH of its environment', async () => {
    const own = join(folder, 'own');
    await mkdir(own);
    await writeFile(join(own, 'sitecustomize.py'), 'import sys\nsys.greeting = "hello"\n');
    const script =
      'import sys, os\nfrom azureml.core import Run\nRun("a").log("x", 1)\nprint(sys.greeting, sys.path[1])\n';

    expect(await run(script, { PYTHONPATH: own })).toEqual([`hello ${own}`, "sent a [('x', 1)]"]);
  });
});
