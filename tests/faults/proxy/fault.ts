import type { Exchange } from './exchange.js';

/** One way in which a network, a gateway or a service misbehaves. */
export interface Fault {
  /** What stands in the table. */
  readonly name: string;
  /** Answers in the upstream's place, or spoils what it answers. Returns false where there was nothing to spoil. */
  readonly inject: (exchange: Exchange) => Promise<boolean | void> | boolean | void;
  /** Whether the fault can be done to this request; where it is left out, to any. */
  readonly fits?: ((exchange: Exchange) => boolean) | undefined;
  /**
   * False where no client can tell it from a right answer that is the bytes of a file: a whole answer of other bytes is
   * a file like any other, and nothing in it says that it is the wrong one.
   */
  readonly isSeenInBytes?: false | undefined;
}
