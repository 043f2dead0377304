import type { ConnectOptions } from '@hyperdrive-run/sdk';
import { type CommandContext, warningWriter } from '../context/command-context.js';
import { localFolder } from '../service/local-folder.js';

/** What all connections of a command have in common. */
export function connectOptions(
  context: CommandContext,
): Pick<ConnectOptions, 'experiment' | 'armAddress' | 'sweepJobs' | 'onWarning'> {
  const { backend, experiment, armAddress } = context.globals;
  // The local service of a folder has no jobs: what only they need is not even loaded.
  const sweepJobs = localFolder(backend, context.io) === undefined;
  return { experiment, armAddress, sweepJobs, onWarning: warningWriter(context) };
}
