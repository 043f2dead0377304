import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';

let folder = '';

/** A file as Azure ML's users write it, with all that says where and on what it runs there. */
const file = `$schema: https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json
type: sweep
experiment_name: iris
trial:
  code: src
  command: python train.py --lr \${{search_space.lr}} --rows \${{inputs.rows}}
  environment: azureml:sklearn@latest
inputs: { rows: 100 }
search_space: { lr: { type: loguniform, min_value: -6, max_value: -1 } }
sampling_algorithm: random
objective: { goal: maximize, primary_metric: accuracy }
early_termination: { type: median_stopping, evaluation_interval: 1 }
limits: { max_total_trials: 4, max_concurrent_trials: 2, timeout: 3600, trial_timeout: 600 }
compute: azureml:gpu
resources: { instance_count: 1, instance_type: Standard_NC6, properties: { gpus: 1 } }
`;

beforeEach(async () => {
  folder = await temporaryFolder();
  await mkdir(path.join(folder, 'src'));
  await mkdir(path.join(folder, 'shared'));
  await writeFile(path.join(folder, 'src', 'train.py'), 'print("trained")\n');
  await writeFile(path.join(folder, 'sweep.yml'), file);
});

async function run(home: string, ...args: readonly string[]) {
  const env = { PATH: process.env['PATH'], HOME: folder, HYPERDRIVE_HOME: path.join(folder, home), NO_COLOR: '1' };
  const io = memoryIo({ env, cwd: folder, columns: 100 });
  return { code: await runCli(args, io), ...io.printed };
}

describe('one sweep file', () => {
  it('is right for Azure ML, a Ray cluster, a SLURM site and this machine, without a change', async () => {
    const azure = 'azureml://westeurope/subscriptions/s/resourceGroups/g/workspaces/w';
    const shown = await run('azure', 'submit', 'sweep.yml', '--backend', azure, '--dry-run');
    expect(shown).toMatchObject({ code: 0 });
    expect(shown.stdout).toContain('/computes/gpu"');

    const engines = {
      ray: ['ray+http://127.0.0.1:8265'],
      slurm: ['slurm:main', '--shared-folder', `${folder}/shared`],
    };
    for (const [home, [address = '', ...options]] of Object.entries(engines)) {
      expect(await run(home, 'compute', 'add', 'gpu', address, ...options)).toMatchObject({ code: 0 });
      const there = await run(home, 'validate', 'sweep.yml', '--json');
      expect({ home, ...there }).toMatchObject({ home, code: 0 });
      expect(JSON.parse(there.stdout)).toMatchObject({ valid: true, compute: 'gpu', trials: 4 });
    }

    const here = await run('here', 'validate', 'sweep.yml', '--json');
    expect(JSON.parse(here.stdout)).toMatchObject({ valid: true, trials: 4 });
    expect(JSON.parse(here.stdout).compute).toBeUndefined();
    expect(here.stderr).toContain('hyperdrive compute add');
  });

  it('runs on no other compute than the one that is given outright', async () => {
    const { code, stderr } = await run('here', 'validate', 'sweep.yml', '--compute', 'gpu');
    expect(code).toBe(2);
    expect(stderr).toContain('--compute gpu: compute is "gpu", but takes local, the machine of the local service');
  });
});
