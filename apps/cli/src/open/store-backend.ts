import { homedir } from 'node:os';
import path from 'node:path';
import { HyperDriveRehydrateError, InvalidArgumentError, Workspace } from '@hyperdrive-run/sdk';
import { usageError } from '../context/cli-error.js';
import type { CliIo } from '../context/cli-io.js';
import type { GlobalOptions } from '../program/global-options.js';

/** Whether a backend names a store of another tool: `optuna:<path>` or `ray-tune:<folder>`. */
export function isStoreBackend(backend: string): boolean {
  return /^(optuna|ray-tune):/.test(backend);
}

/** Whether a backend names the folder of a Ray Tune experiment, whose files do not say its goal. */
export function isRayTune(backend: string): boolean {
  return backend.startsWith('ray-tune:');
}

/**
 * Opens the store of another tool that a backend names.
 * @param option what the address was given with, for errors
 * @throws CliError where the address names no path
 * @throws StoreError where the store cannot be read
 */
export async function openStoreWorkspace(
  { backend, goal }: Pick<GlobalOptions, 'backend' | 'goal'>,
  { cwd, env }: Pick<CliIo, 'cwd' | 'env'>,
  option: '--backend' | '--resume-from' = '--backend',
): Promise<Workspace> {
  // Loaded when it is needed: it brings readers of files that few commands ask.
  const { openStore } = await import('@hyperdrive-run/stores');
  // A shell puts the home folder in for `~` only at the beginning of a word.
  const [, tool = '', rest = ''] = /^([a-z-]+):~\/(.*)$/s.exec(backend) ?? [];
  const address = tool === '' ? backend : `${tool}:${path.join(env['HOME'] ?? homedir(), rest)}`;
  try {
    return new Workspace(await openStore(address, { folder: cwd, goal }));
  } catch (error) {
    if (!InvalidArgumentError.isInstance(error) || error.option !== 'address') throw error;
    throw usageError(error.message.replace(/^address\b/, option), error.hint ?? '');
  }
}

/** An experiment that cannot be judged is one whose goal nobody said: Ray Tune writes it down in pickles alone. */
export function goalOfRayTune({ globals }: { readonly globals: GlobalOptions }, error: unknown): unknown {
  if (!HyperDriveRehydrateError.isInstance(error) || !isRayTune(globals.backend)) return error;
  const { runId, loggedMetricNames: names = [] } = error;
  const logged =
    names.length === 0 ? '' : ` Its trials logged ${names.map((name) => JSON.stringify(name)).join(', ')}.`;
  return usageError(
    `A Ray Tune folder does not say whether more or less of the metric is better, as ${JSON.stringify(runId)} needs it here.${logged}`,
    'Give --goal minimize or --goal maximize; with --primary-metric, too, for another metric than that of the experiment.',
  );
}
