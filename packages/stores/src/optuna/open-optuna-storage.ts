import { UnsupportedOperationError } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';

/** Which of a storage's studies is opened. */
export interface OpenOptunaOptions {
  /** The study's name. Without one all studies of the storage are sweeps of the backend. */
  readonly study?: string | undefined;
}

/** Opens an Optuna storage. */
export async function openOptunaStorage(path: string, _options: OpenOptunaOptions = {}): Promise<SweepBackend> {
  throw new UnsupportedOperationError({ operation: `reading ${path}`, backend: 'An Optuna storage', hint: 'Wait.' });
}
