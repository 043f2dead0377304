import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';

/** Logs its hyperparameter four times; where that is 1 it then waits until it is ended. */
const script = String.raw`
const e = process.env;
const x = Number(process.argv[2]);
const run = 'subscriptions/' + e.AZUREML_ARM_SUBSCRIPTION + '/resourceGroups/' + e.AZUREML_ARM_RESOURCEGROUP +
  '/providers/Microsoft.MachineLearningServices/workspaces/' + e.AZUREML_ARM_WORKSPACE_NAME + '/runs/' + e.AZUREML_RUN_ID;
for (let n = 0; n < 4; n += 1) {
  const body = JSON.stringify({ values: [{ name: 'gain', value: [{ data: { gain: x } }] }] });
  const headers = { authorization: 'Bearer ' + e.AZUREML_RUN_TOKEN };
  await fetch(e.AZUREML_SERVICE_ENDPOINT + '/metric/v2.0/' + run + '/batch', { method: 'POST', headers, body });
}
if (x === 1) setTimeout(() => {}, 600_000);`;

const sweep = `
type: sweep
experiment_name: garden
trial: { code: code, command: "node train.mjs \${{search_space.x}}" }
sampling_algorithm: grid
search_space: { x: { type: choice, values: [2, 1, 3] } }
objective: { primary_metric: gain, goal: maximize }
limits: { max_total_trials: 3, max_concurrent_trials: 1 }
early_termination: { type: bandit, slack_factor: 0.25, evaluation_interval: 2, delay_evaluation: 3 }
`;

let home = '';
let id = '';

async function run(args: readonly string[], terminal?: { columns: number }) {
  const env = { ...process.env, HYPERDRIVE_HOME: home, NO_COLOR: '1' };
  const io = memoryIo({ env, cwd: home, isTerminal: terminal !== undefined, columns: terminal?.columns });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

beforeAll(async () => {
  home = await temporaryFolder();
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'code'));
  await writeFile(path.join(folder, 'code', 'train.mjs'), script);
  await writeFile(path.join(folder, 'sweep.yml'), sweep);
  const { code, stderr } = await run(['submit', path.join(folder, 'sweep.yml'), '--wait', '--json']);
  if (code !== 0) throw new Error(stderr);
  [{ runId: id }] = JSON.parse((await run(['list', '--json'])).stdout);
}, 60_000);

describe('a sweep with an early termination policy', () => {
  it('has stopped its bad trial, and names the right best', async () => {
    const children = JSON.parse((await run(['children', id, '--json'])).stdout);
    expect(children.map(({ status }: { status: string }) => status)).toEqual(['Completed', 'Completed', 'Canceled']);
    expect(JSON.parse((await run(['best', id, '--json'])).stdout)).toMatchObject({ runId: `${id}_2` });
    expect(JSON.parse((await run(['status', id, '--json'])).stdout)).toMatchObject({ status: 'Completed' });
  });
});

describe('explain', () => {
  it('shows on a terminal what the run recorded, and the decision at each interval', async () => {
    const { code, stdout, stderr } = await run(['explain', `${id}_1`], { columns: 100 });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Bandit: slack factor 0.25, at every 2 values, not before 3\n');
    expect(stdout).toContain(
      'Recorded  The bandit policy stopped it after 4 values of gain: its best, 1, is worse than 1.6,',
    );
    expect(stdout).toContain('the best of 2 trials (…_0).');
    expect(stdout).toMatch(/\n +4 +1 +1\.6 +2 +…_0 +2 {2}stop, as recorded\n/);
  });

  it('gives programs a line an interval, and with --json everything', async () => {
    const { stdout } = await run(['explain', `${id}_2`]);
    expect(stdout).toBe(
      `interval\tdecision\tstanding\tthreshold\tcomparedTrials\tbest\tbestRunId\trecorded\n4\tkeep\t3\t2.4\t3\t3\t${id}_2\t\n`,
    );
    expect(JSON.parse((await run(['explain', `${id}_1`, '--json'])).stdout)).toMatchObject({
      runId: `${id}_1`,
      sweepId: id,
      status: 'Canceled',
      policy: { name: 'Bandit' },
      loggedValues: 4,
      recorded: { interval: 4, standing: 1, threshold: 1.6, best: 2, bestRunId: `${id}_0`, comparedTrials: 2 },
      decisions: [{ stop: true, interval: 4 }],
      differs: false,
      reason: null,
    });
  });

  it('refuses a sweep, and says what to do', async () => {
    const { code, stderr } = await run(['explain', id]);
    expect(code).toBe(1);
    expect(stderr).toContain(` children ${id}`);
  });
});
