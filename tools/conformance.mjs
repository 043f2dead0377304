// npm run conformance -- --sweeps 500 [--seed 1]: asks our client and the real Python class about random sweeps and
// compares their answers, after the planted bugs and the differences that are on purpose. Without a seed each run asks
// about other sweeps. `npm test` does the same with fewer sweeps.

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { sweeps: { type: 'string', default: '500' }, seed: { type: 'string' } } });
for (const [name, value] of Object.entries(values)) {
  if (value !== undefined && !/^\d+$/.test(value)) {
    console.error(`--${name} is ${JSON.stringify(value)}, but takes a whole number.`);
    process.exit(2);
  }
}
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
const env = {
  ...process.env,
  CONFORMANCE_SWEEPS: values.sweeps,
  CONFORMANCE_SEED: seed,
  CONFIG_PARITY_CASES: '1000',
  HYPERDRIVE_TEST_SCALE: 'full',
};
const args = [
  'vitest',
  'run',
  '--project',
  'conformance',
  'random-sweeps',
  'differences',
  'config-parity',
  '--reporter',
  'verbose',
];
process.exit(spawnSync('npx', args, { stdio: 'inherit', env }).status ?? 1);
