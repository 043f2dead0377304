import { homedir } from 'node:os';
import path from 'node:path';
import { InvalidArgumentError, Workspace } from '@hyperdrive-run/sdk';
import { usageError } from '../context/cli-error.js';
import type { CliIo } from '../context/cli-io.js';
import type { GlobalOptions } from '../program/global-options.js';

/** Whether a backend names a store of another tool: `optuna:<path>` or `ray-tune:<folder>`. */
export function isStoreBackend(backend: string): boolean {
  return /^(optuna|ray-tune):/.test(backend);
}

/**
 * Opens the store of another tool that a backend names.
 * @throws CliError where the address names no path
 * @throws StoreError where the store cannot be read
 */
export async function openStoreWorkspace(
  { backend, goal }: Pick<GlobalOptions, 'backend' | 'goal'>,
  { cwd, env }: Pick<CliIo, 'cwd' | 'env'>,
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
    throw usageError(error.message.replace(/^address\b/, '--backend'), error.hint ?? '');
  }
}
