import { InvalidArgumentError } from '@hyperdrive-run/sdk';
import { usageError } from '../context/cli-error.js';
import type { TokenSource } from './compute-token.js';

/** What the service calls the parts of a compute, and what they are in the command that adds one. */
const partOfCommand: ReadonlyMap<string, string> = new Map([
  ['name', 'NAME'],
  ['uri', 'URI'],
  ['cpus', '--cpus'],
  ['gpus', '--gpus'],
  ['memoryBytes', '--memory'],
  ['sharedFolder', '--shared-folder'],
  ['setup', '--setup'],
]);

/** A refusal of a part of a compute in the words of the command; any other error as it is. */
export function inWordsOfCommand(error: unknown, { tokenFile }: TokenSource): unknown {
  if (!InvalidArgumentError.isInstance(error)) return error;
  const { option, takes, message } = error;
  if (option === 'token') {
    const given = tokenFile === undefined ? '--token-variable' : '--token-file';
    return usageError(`${given} is given, but takes ${takes}.`, 'Leave it out.');
  }
  const part = partOfCommand.get(option);
  if (part === undefined) return error;
  return usageError(`${part}${message.slice(option.length)}`, `Pass ${takes} as ${part}.`);
}
