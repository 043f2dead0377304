import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TrialOutput } from '@hyperdrive-run/core/trial';

/** Makes the folders that a trial writes its outputs to; an output that is a file is for the trial to write. */
export function prepareOutputs(folder: string, outputs: ReadonlyMap<string, TrialOutput>): void {
  for (const [name, { type }] of outputs) {
    if (type !== 'uri_file') mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  }
}
