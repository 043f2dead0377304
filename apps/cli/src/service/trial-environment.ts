import type { CliIo } from '../cli-io.js';

/**
 * The environment that trials inherit: the caller's, without the token for another service. A training script has a
 * token of its own, for its own run.
 */
export function trialEnvironment(env: CliIo['env']): Record<string, string | undefined> {
  const { HYPERDRIVE_TOKEN: _, ...others } = env;
  return others;
}
