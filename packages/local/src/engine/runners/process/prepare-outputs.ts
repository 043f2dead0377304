import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrialOutput } from '@hyperdrive-run/core/trial';

/** Makes the folders that a trial writes its outputs to; an output that is a file is for the trial to write. */
export async function prepareOutputs(folder: string, outputs: ReadonlyMap<string, TrialOutput>): Promise<void> {
  for (const [name, { type }] of outputs) {
    if (type !== 'uri_file') await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
  }
}
