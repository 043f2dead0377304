import { UnsupportedOperationError } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';

/** Opens the folder of a Ray Tune experiment. */
export async function openRayTuneFolder(folder: string): Promise<SweepBackend> {
  throw new UnsupportedOperationError({ operation: `reading ${folder}`, backend: 'A Ray Tune folder', hint: 'Wait.' });
}
