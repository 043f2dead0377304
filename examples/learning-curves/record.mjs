// Records learning curves: runs an example's sweep without early termination, and keeps what each trial logged after
// each epoch. Run it where the curves are to be made anew:
//
//   npm run build && node examples/learning-curves/record.mjs iris validation_accuracy:maximize validation_log_loss:minimize
//
// `digits` needs a `python` with examples/digits/requirements.txt on the PATH.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    trials: { type: 'string', default: '60' },
    epochs: { type: 'string', default: '40' },
    cli: { type: 'string', default: path.join(root, 'apps/cli/dist/main.js') },
  },
});
const [example, ...metrics] = positionals;
const home = await mkdtemp(path.join(tmpdir(), 'learning-curves-'));

/** Runs the command line tool and reads its answer. */
async function hyperdrive(...args) {
  const env = { ...process.env, HYPERDRIVE_HOME: home };
  const { stdout } = await run(process.execPath, [values.cli, ...args, '--json'], { env, maxBuffer: 2 ** 28 });
  return JSON.parse(stdout);
}

/** The example's sweep file with other limits, and without a policy: every trial runs to its end. */
async function writeSweepFile() {
  const folder = path.join(root, 'examples', example);
  const text = (await readFile(path.join(folder, 'sweep.yml'), 'utf8'))
    .replace(/^early_termination:\n(?: +.*\n)+/m, '')
    .replace(/max_total_trials: \d+/, `max_total_trials: ${values.trials}`)
    .replace(/timeout: \d+/, 'timeout: 7200')
    .replace(/epochs: \d+/, `epochs: ${values.epochs}`)
    .replace('code: .', `code: ${folder}`)
    .replace(/path: (\S+)/, (_, file) => `path: ${path.join(folder, file)}`);
  const file = path.join(home, 'sweep.yml');
  await writeFile(file, text);
  return file;
}

/** Six digits: more do not change what a policy decides, and would triple the file. */
const round = (value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value);

try {
  const { runId } = await hyperdrive('submit', await writeSweepFile(), '--wait');
  const logged = await hyperdrive('metrics', runId);
  const hyperparameters = await hyperdrive('hyperparameters', runId);
  for (const metric of metrics) {
    const [name, goal] = metric.split(':');
    const ids = Object.keys(logged).toSorted((a, b) => numberOf(a) - numberOf(b));
    const curves = ids.map((id) => ({ hyperparameters: hyperparameters[id], values: valuesOf(logged[id], name) }));
    const lines = curves.map((curve) => `  ${JSON.stringify(curve)}`).join(',\n');
    const head = JSON.stringify({ example, metric: name, goal }).slice(0, -1);
    const file = new URL(`curves/${example}-${name}.json`, import.meta.url);
    await writeFile(file, `${head},"curves":[\n${lines}\n]}\n`);
    console.log(`${fileURLToPath(file)}: ${curves.length} curves`);
  }
} finally {
  await rm(home, { recursive: true, force: true });
}

function numberOf(runId) {
  return Number(runId.slice(runId.lastIndexOf('_') + 1));
}

function valuesOf(metricsOfRun, name) {
  return [metricsOfRun?.[name] ?? []].flat().map(round);
}
