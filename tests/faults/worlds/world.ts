import type { SweepBackend } from '@hyperdrive-run/core/ports';
import type { RetryOptions } from '@hyperdrive-run/transport';

/** How a call reaches a world: through the proxy or past it, with a `fetch` that is watched. */
export interface Way {
  readonly address: string;
  readonly credential: string | (() => string);
  readonly fetch: typeof fetch;
  readonly retry: RetryOptions;
  readonly onWarning: (message: string) => void;
}

/** A sweep that goes on while it is watched. */
export interface LivingSweep {
  readonly runId: string;
  readonly experimentName: string;
  /** Takes it one step further. Resolves to false where it has ended. */
  readonly next: () => Promise<boolean>;
}

/** A service with the same sweeps in it as every other world. */
export interface World {
  /** What stands in the table. */
  readonly name: string;
  /** Where the service listens. */
  readonly address: string;
  /** What the service takes as a token. */
  readonly token: string;
  readonly experimentName: string;
  /** The id of a run, by that of its fixture. */
  readonly idOf: (fixtureId: string) => string;
  readonly hasSweep: (fixtureId: string) => boolean;
  /** Makes texts alike that hold ids which are made up at each start. */
  readonly alias: (text: string) => string;
  /** The backend on some way to it. */
  readonly open: (way: Way) => SweepBackend;
  /** Puts a running sweep in, which its caller takes to its end. */
  readonly startLiving: (name: string) => Promise<LivingSweep>;
  readonly close: () => Promise<void>;
}
