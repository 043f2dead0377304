// npm run conformance:azure-v2 -- --files 300 [--seed 1]: submits generated sweep files, files in the shapes of published ones and
// every variant that one side may refuse with our client and with the real azure-ai-ml, and compares all that both send. Without a
// seed each run makes other files. `npm test` does the same with fewer.

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { files: { type: 'string', default: '300' }, seed: { type: 'string' } } });
for (const [name, value] of Object.entries(values)) {
  if (value !== undefined && !/^\d+$/.test(value)) {
    console.error(`--${name} is ${JSON.stringify(value)}, but takes a whole number.`);
    process.exit(2);
  }
}
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
const env = { ...process.env, AZURE_V2_FILES: values.files, AZURE_V2_SEED: seed };
const args = ['vitest', 'run', '--project', 'azure-v2', '--reporter', 'verbose'];
process.exit(spawnSync('npx', args, { stdio: 'inherit', env }).status ?? 1);
