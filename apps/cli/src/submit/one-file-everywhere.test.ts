import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';

let folder = '';

const docs = fileURLToPath(new URL('../../../../docs/', import.meta.url));

/** The first block of a language in a page: what its reader copies into a file. */
async function blockOf(page: string, language: string): Promise<string> {
  const text = await readFile(path.join(docs, page), 'utf8');
  return new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(text)?.[1] ?? '';
}

beforeEach(async () => {
  folder = await temporaryFolder();
  await mkdir(path.join(folder, 'shared'));
  await writeFile(path.join(folder, 'train.py'), await blockOf('ray.md', 'python'));
  await writeFile(path.join(folder, 'sweep.yml'), await blockOf('ray.md', 'yaml'));
});

async function run(home: string, ...args: readonly string[]) {
  const env = { PATH: process.env['PATH'], HOME: folder, HYPERDRIVE_HOME: path.join(folder, home), NO_COLOR: '1' };
  const io = memoryIo({ env, cwd: folder, columns: 100 });
  return { code: await runCli(args, io), ...io.printed };
}

// It is run in full by the commands of these pages: on a real Ray cluster (npm run test:ray), on a real SLURM one
// (npm run test:slurm), and on this machine (tests/docs/commands/one-file.test.ts).
describe('the sweep file of docs/ray.md', () => {
  it('is that of docs/slurm.md, and so is the script that it runs', async () => {
    expect(await blockOf('slurm.md', 'yaml')).toBe(await blockOf('ray.md', 'yaml'));
    expect(await blockOf('slurm.md', 'python')).toBe(await blockOf('ray.md', 'python'));
  });

  it('is sent to Azure ML with all that it says', async () => {
    const azure = 'azureml://westeurope/subscriptions/s/resourceGroups/g/workspaces/w';
    const { code, stdout } = await run('azure', 'submit', 'sweep.yml', '--backend', azure, '--dry-run');
    expect(code).toBe(0);
    const requests: readonly { readonly method: string; readonly path: string; readonly body?: unknown }[] =
      JSON.parse(stdout);
    const workspace = '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';
    const job = requests.at(-1);
    expect([job?.method, job?.path]).toEqual(['PUT', `${workspace}/jobs/{job}`]);
    // Without a name of its own an experiment has that of the folder.
    const body: unknown = JSON.parse(JSON.stringify(job?.body).replaceAll(path.basename(folder), 'project'));
    expect(body).toMatchInlineSnapshot(`
      {
        "properties": {
          "computeId": "/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/computes/mycluster",
          "displayName": "{job}",
          "experimentName": "project",
          "inputs": {},
          "isArchived": false,
          "jobType": "Sweep",
          "limits": {
            "jobLimitsType": "Sweep",
            "maxConcurrentTrials": 2,
            "maxTotalTrials": 3,
          },
          "objective": {
            "goal": "maximize",
            "primaryMetric": "accuracy",
          },
          "outputs": {},
          "properties": {},
          "resources": {
            "instanceCount": 1,
            "instanceType": "Standard_DS3_v2",
            "properties": {},
          },
          "samplingAlgorithm": {
            "samplingAlgorithmType": "Grid",
          },
          "searchSpace": {
            "rate": [
              "choice",
              [
                [
                  0.1,
                  0.2,
                  0.4,
                ],
              ],
            ],
          },
          "tags": {},
          "trial": {
            "codeId": "/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/codes/{code}/versions/{codeVersion}",
            "command": "python train.py \${{search_space.rate}}",
            "environmentId": "/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/environments/sklearn/versions/{latest}",
            "environmentVariables": {},
          },
        },
      }
    `);
  });

  it('is right for a Ray cluster, a SLURM site and this machine, without a change', async () => {
    const engines = {
      ray: ['ray+http://127.0.0.1:8265'],
      slurm: ['slurm:main', '--shared-folder', `${folder}/shared`],
    };
    for (const [home, [address = '', ...options]] of Object.entries(engines)) {
      expect(await run(home, 'compute', 'add', 'mycluster', address, ...options)).toMatchObject({ code: 0 });
      const there = await run(home, 'validate', 'sweep.yml', '--json');
      expect({ home, ...there }).toMatchObject({ home, code: 0 });
      expect(JSON.parse(there.stdout)).toMatchObject({ valid: true, compute: 'mycluster', trials: 3 });
    }

    const here = await run('here', 'validate', 'sweep.yml', '--json');
    expect(JSON.parse(here.stdout)).toMatchObject({ valid: true, trials: 3 });
    expect(JSON.parse(here.stdout).compute).toBeUndefined();
    expect(here.stderr).toContain('hyperdrive compute add');
  });

  it('runs on no other compute than the one that is given outright', async () => {
    const { code, stderr } = await run('here', 'validate', 'sweep.yml', '--compute', 'gpu');
    expect(code).toBe(2);
    expect(stderr).toContain('--compute gpu: compute is "gpu", but takes local, the machine of the local service');
  });
});
