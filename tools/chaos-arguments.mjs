// `--chaos [--kills N] [--seed N]` of npm run test:ray and test:slurm: the long form of their chaos test, and nothing else.

import { parseArgs } from 'node:util';

/**
 * @param {readonly string[]} args of the command
 * @returns {{ args: readonly string[], env: Readonly<Record<string, string>> }} what vitest is given, and what the test reads
 */
export function chaosArguments(args) {
  if (!args.includes('--chaos')) return { args, env: {} };
  const { values } = parseArgs({
    args: [...args],
    options: {
      chaos: { type: 'boolean' },
      kills: { type: 'string', default: '30' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    },
  });
  return { args: ['chaos'], env: { HYPERDRIVE_CHAOS_KILLS: values.kills, HYPERDRIVE_CHAOS_SEED: values.seed } };
}
