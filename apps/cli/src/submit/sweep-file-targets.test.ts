import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';

const azure = 'azureml://westeurope/subscriptions/s/resourceGroups/g/workspaces/w';

let folder = '';
let file = '';

beforeEach(async () => {
  folder = await temporaryFolder();
  file = path.join(folder, 'sweep.yml');
  await mkdir(path.join(folder, 'src'));
  await writeFile(path.join(folder, 'iris.csv'), '');
  await writeFile(
    file,
    `type: sweep
trial:
  command: echo \${{search_space.lr}} \${{inputs.iris}}
  environment: azureml:sklearn@latest
inputs:
  iris: { type: uri_file, path: azureml:iris:1, mode: download }
search_space: { lr: { type: choice, values: [0.1] } }
sampling_algorithm: grid
objective: { goal: maximize, primary_metric: acc }
limits: { max_total_trials: 4, max_concurrent_trials: 1 }
compute: azureml:cpu-cluster
resources: { instance_count: 2 }
`,
  );
});

async function run(...args: readonly string[]) {
  const env = { ...process.env, HYPERDRIVE_HOME: path.join(folder, 'home'), NO_COLOR: '1' };
  const io = memoryIo({ env, cwd: folder, columns: 100 });
  const code = await runCli(args, io);
  return { code, stdout: io.printed.stdout, stderr: io.printed.stderr.replaceAll(`${folder}/`, '') };
}

const dataHere = ['--set', 'inputs.iris.path=iris.csv'] as const;

describe('a sweep file, validated for Azure ML', () => {
  it('is right with a compute, an environment and data of the workspace, and shows them', async () => {
    const { code, stdout, stderr } = await run('validate', file, '--backend', azure);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: [
        'Warning: sweep.yml:6:49: inputs.iris.mode is not submitted: the protocol by which a sweep is submitted from here does not carry it. The same holds for resources (line 12)',
        'The file is right; nothing was run.',
        '',
      ].join('\n'),
    });
    expect(stdout).toContain('compute\tcpu-cluster\nenvironment\tazureml:sklearn@latest\n');
    const { stdout: json } = await run('validate', file, '--backend', azure, '--json');
    expect(JSON.parse(json)).toMatchObject({ compute: 'cpu-cluster', environment: 'azureml:sklearn@latest' });
  });

  it('is refused for what would have to be uploaded, and is not warned of what has no effect locally', async () => {
    const { code, stderr } = await run('validate', file, '--backend', azure, ...dataHere, '--set', 'trial.code=src');
    expect(code).toBe(2);
    expect(stderr).toContain('trial.code is src, but takes no folder of this machine: code is not uploaded yet');
    expect(stderr).toContain('inputs.iris.path is iris.csv, but takes data that the workspace has');
    expect(stderr).not.toMatch(/local/i);
  });

  it('needs an environment and another compute than local', async () => {
    const set = ['--set', 'trial.environment=', '--set', 'compute=local'];
    const { stderr } = await run('validate', file, '--backend', azure, ...set);
    expect(stderr).toContain('trial.environment is missing, but takes an environment of the workspace');
    expect(stderr).toContain('compute is local, but takes a compute of the workspace');
  });
});

describe('a sweep file, validated for the local service', () => {
  it('has one warning for all that has no effect there, and needs data of this machine', async () => {
    const wrong = await run('validate', file);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain(
      'inputs.iris.path is "azureml:iris:1", but takes a path on this machine, as nothing is downloaded: replace it with --set inputs.iris.path=PATH',
    );
    const right = await run('validate', file, ...dataHere);
    expect(right).toMatchObject({
      code: 0,
      stderr: [
        'Warning: sweep.yml:4:3: trial.environment has no effect locally: trials run on this machine as it is. The same holds for resources (line 12); inputs.iris.mode (line 6): files are used in place; compute (line 11): no compute of this name was added (hyperdrive compute add), so trials run on this machine',
        'The file is right; nothing was run.',
        '',
      ].join('\n'),
    });
    expect(right.stdout).not.toContain('compute');
  });

  it('is refused with a compute that is named outright and that the service does not have', async () => {
    const { code, stderr } = await run('validate', file, ...dataHere, '--set', 'compute=gpu-cluster');
    expect(code).toBe(2);
    expect(stderr).toContain('compute is "gpu-cluster", but takes local, the machine of the local service');
  });

  it('runs there although the file names a compute of Azure ML', async () => {
    const { code, stdout } = await run('submit', file, ...dataHere, '--wait', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'Completed', childrenByStatus: { Completed: 1 } });
  }, 60_000);
});
