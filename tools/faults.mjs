// npm run faults -- --calls 3000 [--seed 1] [--call 17]: random calls of every read operation through a proxy that
// spoils them, before the local service and a real MLflow server, each held against the same call undisturbed. Prints
// what was injected and what came of it, and exits with 1 where something happened that must never happen, naming the
// seed and the call that repeat it. Without a seed each run makes other calls. `npm test` does the same with fewer.

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { calls: { type: 'string', default: '3000' }, seed: { type: 'string' }, call: { type: 'string' } },
});
for (const [name, value] of Object.entries(values)) {
  if (value !== undefined && !/^\d+$/.test(value)) {
    console.error(`--${name} is ${JSON.stringify(value)}, but takes a whole number.`);
    process.exit(2);
  }
}
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
const env = { ...process.env, FAULTS_CALLS: values.calls, FAULTS_SEED: seed };
const one = values.call === undefined ? {} : { FAULTS_CALL: values.call };
const args = ['vitest', 'run', '--project', 'faults', 'faults.test.ts', '--reporter', 'verbose'];
process.exit(spawnSync('npx', args, { stdio: 'inherit', env: { ...env, ...one } }).status ?? 1);
