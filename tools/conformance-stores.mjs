// npm run conformance:stores -- --studies 100 --experiments 60 [--seed 1]: has the real Optuna (5, 4.9 and 3.6) write random studies
// into both kinds of storage and the real Ray Tune random experiments, and compares what we read with what each of them says of
// its own; then with a bug at a time planted in our reader. Without a seed each run makes others. `npm test` does the same with fewer.

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    studies: { type: 'string', default: '100' },
    experiments: { type: 'string', default: '60' },
    seed: { type: 'string' },
  },
});
for (const [name, value] of Object.entries(values)) {
  if (value !== undefined && !/^\d+$/.test(value)) {
    console.error(`--${name} is ${JSON.stringify(value)}, but takes a whole number.`);
    process.exit(2);
  }
}
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
const { studies, experiments } = values;
const sizes = { STORES_STUDIES: studies, STORES_EXPERIMENTS: experiments, STORES_SEED: seed };
const env = { ...process.env, ...sizes, HYPERDRIVE_TEST_SCALE: 'full' };
const args = ['vitest', 'run', '--project', 'real-stores', '--reporter', 'verbose'];
process.exit(spawnSync('npx', args, { stdio: 'inherit', env }).status ?? 1);
