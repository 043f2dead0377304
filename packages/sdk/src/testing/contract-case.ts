import type { SweepBackend } from '@hyperdrive-run/core/ports';
import type { SweepFixture } from './sweep-fixture.js';

/**
 * What not every place where sweeps run can do.
 * - `submit`: starting sweeps
 * - `cancel`: ending runs that have not ended
 * - `change`: changing tags, properties, names and descriptions
 * - `archive`: leaving runs out of listings
 * - `files`: keeping files of runs; what has none refuses `listFiles` and `openFile`
 * - `logs`: keeping the logs of runs; what has none returns `undefined` as `logFiles`
 * - `arguments`: keeping the arguments of a run's command line; what has none returns an empty list, and no error
 *
 * And what not every place has room for. Where it is missing the suite wants what is left:
 * - `sweeps`: several sweeps; `listSweeps` then lists one
 * - `scopes`: several workspaces; a run of another one is then nowhere
 * - `status`: a status of the sweep's own; it then has the one that its children leave
 * - `tags`: tags and properties of any name; they are then left out
 * - `hidden`: runs that listings leave out; they are then listed
 * - `nested`: runs below child runs; they are then left out
 * - `winner`: a best run that the service recorded; it is then found by what the children logged
 * - `tables`: metrics that are tables; they are then left out
 * - `series`: several values of the primary metric; it then has one
 * - `failed-metrics`: metrics of failed runs; these then have none
 * - `signed-zero`: the sign of a zero; -0 is then 0
 */
export type ContractOperation =
  | 'submit'
  | 'cancel'
  | 'change'
  | 'archive'
  | 'files'
  | 'logs'
  | 'arguments'
  | 'sweeps'
  | 'scopes'
  | 'status'
  | 'tags'
  | 'hidden'
  | 'nested'
  | 'winner'
  | 'tables'
  | 'series'
  | 'failed-metrics'
  | 'signed-zero';

/** What the suite needs of the backend under test. */
export interface ContractHarness {
  /**
   * Loads sweeps into an empty place and returns the backend, in the scope of the first sweep. Sweeps of one scope go
   * into one place.
   */
  readonly open: (sweeps: readonly SweepFixture[]) => Promise<SweepBackend>;
  /**
   * What the backend cannot do. The suite then wants it refused with an `UnsupportedOperationError`, or what
   * `ContractOperation` says, and a backend that does it all the same fails. Default: it can do everything.
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
