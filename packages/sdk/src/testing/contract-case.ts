import type { SweepBackend } from '@hyperdrive-run/core/ports';
import type { SweepFixture } from './sweep-fixture.js';

/**
 * What not every place where sweeps run can do.
 * - `submit`: starting sweeps
 * - `cancel`: ending runs that have not ended
 * - `change`: changing tags, properties, names and descriptions
 * - `archive`: leaving runs out of listings
 * - `logs`: keeping the logs of runs; what has none returns `undefined` as `logFiles`
 * - `arguments`: keeping the arguments of a run's command line; what has none returns an empty list, and no error
 */
export type ContractOperation = 'submit' | 'cancel' | 'change' | 'archive' | 'logs' | 'arguments';

/** What the suite needs of the backend under test. */
export interface ContractHarness {
  /**
   * Loads sweeps into an empty place and returns the backend, in the scope of the first sweep. Sweeps of one scope go
   * into one place.
   */
  readonly open: (sweeps: readonly SweepFixture[]) => Promise<SweepBackend>;
  /**
   * What the backend cannot do. The suite then wants it refused with an `UnsupportedOperationError` (for logs and
   * arguments: what `ContractOperation` says), and a backend that does it all the same fails. Default: it can do everything.
   */
  readonly unsupported?: readonly ContractOperation[] | undefined;
}

/** One sentence about a backend, and how to prove it. */
export interface ContractCase {
  readonly name: string;
  /** Rejects with what is wrong, where the backend does not do it. */
  readonly run: (harness: ContractHarness) => Promise<void>;
}

/** Whether the harness says that its backend cannot do this. */
export function lacks({ unsupported = [] }: ContractHarness, operation: ContractOperation): boolean {
  return unsupported.includes(operation);
}
