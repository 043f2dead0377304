import type { Experiment, HyperDriveConfig, Workspace } from '@hyperdrive-run/sdk';
import type { SeededRandom } from '../seeded-random.js';
import type { LivingSweep, World } from '../worlds/world.js';

/** What every call is given. */
export interface CallTools {
  readonly workspace: Workspace;
  readonly experiment: Experiment;
  readonly signal: AbortSignal;
  /** Is told of what was passed over: whoever is warned knows that an answer is not the whole truth. */
  readonly onWarning: (message: string) => void;
  /** Whether `onWarning` was told that something could not be read. */
  readonly isWarned: () => boolean;
  /** Goes on with the sweep that is watched, where it is a living one. */
  readonly living: LivingSweep | undefined;
}

/** What an operation is called about, and how its arguments are chosen. */
export interface CallContext {
  readonly world: World;
  readonly random: SeededRandom;
  /** The config of a sweep by the id of its fixture, as an undisturbed client read it. */
  readonly configOf: (fixtureId: string) => HyperDriveConfig;
}

/** One call with all its arguments chosen: made with the same ones through the proxy and past it. */
export interface PreparedCall {
  /** The arguments, for whoever repeats the call. */
  readonly described: string;
  /**
   * Makes the call and returns its answer as facts. A list adds each item as it arrives, so that what came before an
   * error is compared too.
   */
  readonly make: (tools: CallTools, facts: FactBook) => Promise<void>;
  readonly readsBytes?: boolean | undefined;
  /** Whether it watches a sweep that goes on meanwhile. */
  readonly isLiving?: boolean | undefined;
}

/** The key of everything that an answer does not speak of. */
export const theRest = 'the rest';

/** Takes down what a call answered. */
export interface FactBook {
  /** Something that is so. A fact of the same key and another text is a contradiction. */
  readonly add: (key: string, value: unknown) => void;
  /** Something that the answer itself says it could not find out. */
  readonly addUnknown: (key: string) => void;
  /** The bytes or letters of something, piece by piece. */
  readonly append: (key: string, piece: string) => void;
}

/** An operation of the sdk that only reads. */
export interface ReadOperation {
  /** The class and the member, such as `HyperDriveRun.getMetrics`; a function by its name alone. */
  readonly name: string;
  readonly prepare: (context: CallContext) => PreparedCall;
}
