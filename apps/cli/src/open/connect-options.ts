import type { ConnectOptions } from '@hyperdrive-run/sdk';
import { type CommandContext, warningWriter } from '../context/command-context.js';

/** What all connections of a command have in common. */
export function connectOptions(
  context: CommandContext,
): Pick<ConnectOptions, 'experiment' | 'armAddress' | 'onWarning'> {
  const { experiment, armAddress } = context.globals;
  return { experiment, armAddress, onWarning: warningWriter(context) };
}
