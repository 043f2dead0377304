import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A trial in its plainest form: it logs over HTTP, with the values of its environment. */
const script = String.raw`
import { mkdirSync, writeFileSync } from 'node:fs';
const e = process.env;
const x = Number(process.argv[2]);
const workspace = 'subscriptions/' + e.AZUREML_ARM_SUBSCRIPTION + '/resourceGroups/' + e.AZUREML_ARM_RESOURCEGROUP +
  '/providers/Microsoft.MachineLearningServices/workspaces/' + e.AZUREML_ARM_WORKSPACE_NAME;
async function log(name, value) {
  const body = JSON.stringify({ values: [{ name, value: [{ data: { [name]: value } }] }] });
  const headers = { authorization: 'Bearer ' + e.AZUREML_RUN_TOKEN };
  const run = workspace + '/runs/' + e.AZUREML_RUN_ID;
  const answer = await fetch(e.AZUREML_SERVICE_ENDPOINT + '/metric/v2.0/' + run + '/batch', { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
}
console.log('\u001b[31mtrying', x, '\u001b[0m token:', e.HYPERDRIVE_TOKEN);
for (const value of [x + 0.5, x * 0.123456789012]) await log('gain', value);
await log('note \u001b[2J', 'line\nbreak');
mkdirSync('outputs', { recursive: true });
writeFileSync('outputs/model.json', JSON.stringify({ x }));
if (e.PID_FILE) writeFileSync(e.PID_FILE, String(process.pid));
if (e.WAIT) await new Promise((resolve) => setTimeout(resolve, 600_000));
if (x === 3) process.exit(3);
`;

export interface SweepFileOptions {
  /** Trials that stay until they are ended. */
  readonly waits?: boolean | undefined;
  /** Default `gain`, which the script logs. */
  readonly metric?: string | undefined;
}

/**
 * Writes a sweep of three trials, the last of which fails after it has logged the greatest value.
 * @returns the path of its file
 */
export async function writeSweep(folder: string, options: SweepFileOptions = {}): Promise<string> {
  const { waits = false, metric = 'gain' } = options;
  await mkdir(path.join(folder, 'code'), { recursive: true });
  await writeFile(path.join(folder, 'code', 'train.mjs'), script);
  const file = path.join(folder, 'sweep.yml');
  const environment = waits ? `\n  environment_variables: { WAIT: 'yes', PID_FILE: ${path.join(folder, 'pid')} }` : '';
  await writeFile(
    file,
    String.raw`
type: sweep
experiment_name: garden
trial:
  code: code
  command: node train.mjs ${'${{search_space.x}}'} ${'${{search_space.word}}'}${environment}
sampling_algorithm: grid
search_space:
  x: { type: choice, values: [1, 2, 3] }
  word: { type: choice, values: ["a\u001b[2Jb"] }
objective: { primary_metric: ${metric}, goal: maximize }
limits: { max_total_trials: 3, max_concurrent_trials: 1 }
`,
  );
  return file;
}
