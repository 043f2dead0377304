import type { SweepBackend } from '@hyperdrive-run/core';
import type { SweepFixture } from './sweep-fixture.js';

/** What the suite needs of the backend under test. */
export interface ContractHarness {
  /** Loads sweeps into an empty place and answers the backend, in the scope of the first sweep. */
  readonly open: (sweeps: readonly SweepFixture[]) => Promise<SweepBackend>;
}

/** One sentence about a backend, and how to prove it. */
export interface ContractCase {
  readonly name: string;
  /** Rejects with what is wrong, where the backend does not do it. */
  readonly run: (harness: ContractHarness) => Promise<void>;
}
