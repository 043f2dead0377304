import { parseTrialCommand } from '@hyperdrive-run/core/trial';
import type { FileReader } from '../reader/file-reader.js';

/** Warns of each hyperparameter that the command of the trials does not use: its values change nothing, as it seems. */
export function warnOfUnused(reader: FileReader, command: string, hyperparameters: Iterable<string>): void {
  const parts = parseTrialCommand(command);
  const used = new Set(parts.flatMap((part) => (part.kind === 'hyperparameter' ? [part.name] : [])));
  for (const name of hyperparameters) {
    const isVariable = /^\w+$/.test(name);
    const variable = `AZUREML_SWEEP_${name}`;
    if (used.has(name) || (isVariable && command.includes(variable))) continue;
    const seen = isVariable ? `trials get it in the environment variable ${variable} only` : 'no trial gets it';
    reader.warn({ path: ['search_space', name], value: undefined }, `is not used by the command: ${seen}`);
  }
}
