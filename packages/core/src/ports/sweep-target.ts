import type { HyperDriveConfig } from '../config/model/hyperdrive-config.js';
import type { ConfigViolation } from '../errors/hyperdrive-config-error.js';

/**
 * What runs a sweep, as far as whoever describes one has to know it before a submit. The reader of sweep files is given
 * the target that a file is read for, and asks it instead of knowing any.
 */
export interface SweepTarget {
  /** Its name in messages: `the local service`. */
  readonly name: string;
  /**
   * How many trials it runs at once of a description that does not say it, where that depends on the machine; `undefined`
   * where the config's own default counts.
   */
  readonly trialsAtOnce?: number | undefined;
  /** What it does not run of a config that is right in itself; paths are those of `HyperDriveConfig`. */
  findViolations(config: HyperDriveConfig): readonly ConfigViolation[];
}
