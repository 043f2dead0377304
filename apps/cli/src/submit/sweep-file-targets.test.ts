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
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'The file is right; nothing was run.\n' });
    expect(stdout).toContain('compute\tcpu-cluster\nenvironment\tazureml:sklearn@latest\n');
    const { stdout: json } = await run('validate', file, '--backend', azure, '--json');
    expect(JSON.parse(json)).toMatchObject({ compute: 'cpu-cluster', environment: 'azureml:sklearn@latest' });
  });

  it('is right with code and data of this machine, which a submit takes along', async () => {
    const { code } = await run('validate', file, '--backend', azure, ...dataHere, '--set', 'trial.code=src');
    expect(code).toBe(0);
  });

  it('needs an environment and another compute than local, and files that exist', async () => {
    const set = ['--set', 'trial.environment=', '--set', 'compute=local', '--set', 'trial.code=nowhere'];
    const { stderr } = await run('validate', file, '--backend', azure, ...set, '--set', 'inputs.iris.path=nowhere.csv');
    expect(stderr).toContain('trial.environment is missing, but takes azureml:NAME:VERSION');
    expect(stderr).toContain('compute is "local", but takes a compute of the workspace');
    expect(stderr).toContain('trial.code is "nowhere", which does not exist');
    expect(stderr).toContain('inputs.iris.path is "nowhere.csv", which does not exist');
  });

  it('is refused with a key that Azure ML does not know, which runs elsewhere with a warning', async () => {
    const { code, stderr } = await run('validate', file, '--backend', azure, '--set', 'owner=Ada');
    expect(code).toBe(2);
    expect(stderr).toContain('owner is a key that Azure ML does not know');
  });

  it('is read as YAML 1.1, by which Azure ML reads it', async () => {
    const set = ['--set', 'search_space.lr.values=[on]'];
    const { stderr } = await run('validate', file, '--backend', azure, ...set);
    expect(stderr).toContain('search_space.lr.values[0] is true, but takes numbers, text or mappings');
  });
});

describe('a submit to Azure ML that is only shown', () => {
  it('prints its requests as JSON alone, without a token, and sends nothing', async () => {
    await writeFile(path.join(folder, 'src', 'train.py'), 'print(1)\n');
    const set = ['--set', 'trial.code=src', '--set', 'name=sweep_1', ...dataHere];
    const { code, stdout, stderr } = await run('submit', file, '--backend', azure, '--dry-run', ...set);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const workspace = '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';
    expect(shown(stdout)).toEqual([
      `GET ${workspace}/codes/{code}/versions`,
      `POST ${workspace}/codes/{code}/versions/1/startPendingUpload`,
      'PUT {container}/src',
      `PUT ${workspace}/codes/{code}/versions/1`,
      `GET ${workspace}/environments/sklearn/versions`,
      `GET ${workspace}/datastores/workspaceblobstore`,
      `POST ${workspace}/datastores/workspaceblobstore/listSecrets`,
      expect.stringMatching(/^PUT \{container\}\/LocalUpload\/[0-9a-f]{64}\/iris\.csv$/),
      `PUT ${workspace}/jobs/sweep_1`,
    ]);
    expect(stdout).toContain(`"environmentId": "${workspace}/environments/sklearn/versions/{latest}"`);
  });

  it('is for Azure ML only', async () => {
    const { code, stdout, stderr } = await run('submit', file, ...dataHere, '--dry-run');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--dry-run is for Azure ML.');
  });

  it.each([
    ['--backend', 'local'],
    ['--backend', 'azureml:/subscriptions/s'],
    ['--backend', 'azureml://westeurope/s'],
    ['--backend', 'azure://w'],
  ])('says what is wrong with %s %s, and nothing of the file, which is of Azure ML', async (...backend) => {
    const { code, stdout, stderr } = await run('submit', file, ...backend, '--dry-run');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Error: --(?:backend is|dry-run is for Azure ML)/);
  });

  it.each(['azureml:/subscriptions/s', 'azureml://westeurope/s', 'azure://w'])(
    'is not taken for a local service by validate where it is wrong: %s',
    async (backend) => {
      const { code, stdout, stderr } = await run('validate', file, '--backend', backend);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^Error: --backend is/);
    },
  );
});

/** Method and path of each request that was printed. */
function shown(json: string): readonly string[] {
  const requests: unknown = JSON.parse(json);
  if (!Array.isArray(requests)) throw new Error('no list');
  return requests.map(
    (request: { readonly method: string; readonly path: string }) => `${request.method} ${request.path}`,
  );
}

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
