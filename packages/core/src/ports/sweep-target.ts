import type { HyperDriveConfig } from '../config/model/hyperdrive-config.js';
import type { ConfigViolation } from '../errors/hyperdrive-config-error.js';

/**
 * A part of a sweep's description that says where, on what or as whom its trials run, by its key in Azure ML's files. Keys
 * of an input or output are named with their section.
 */
export type PlacementKey =
  | 'compute'
  | 'environment'
  | 'identity'
  | 'queue_settings'
  | 'distribution'
  | 'resources'
  | 'services'
  | 'job_tier'
  | 'priority'
  | 'inputs.mode'
  | 'outputs.path'
  | 'outputs.name';

/**
 * What runs a sweep, as far as whoever describes one has to know it before a submit. The reader of sweep files is given
 * the target that a file is read for, and asks it instead of knowing any.
 */
export interface SweepTarget {
  /** Its name in messages: `the local service`. */
  readonly name: string;
  /**
   * Whether it takes whole jobs of Azure ML (`SweepJob`) beside configs. Files for it are read as Azure ML's own client reads
   * them: as YAML 1.1, and with its refusals.
   */
  readonly takesJobs?: boolean | undefined;
  /**
   * How many trials it runs at once of a description that does not say it, where that depends on the machine; `undefined`
   * where the config's own default counts.
   */
  readonly trialsAtOnce?: number | undefined;
  /** What changes nothing there. The reader leaves it out of the config and warns once a file. */
  readonly withoutEffect: {
    /** What the warning says of the keys: `has no effect locally`. */
    readonly says: string;
    /** Why, by key. Keys that a config has no field for are without effect although they are not listed. */
    readonly reasons: ReadonlyMap<PlacementKey, string>;
  };
  /**
   * Whether it has a compute of this name. One that it does not have is left out of the config where `compute` is without
   * effect and only the file names it; whoever names it outright gets what {@link findViolations} says of it.
   */
  hasCompute(name: string): boolean;
  /**
   * Whether a trial's resources count on a compute, `undefined` being the one for descriptions that name none. Without this
   * they count nowhere.
   */
  readonly readsResources?: ((compute: string | undefined) => boolean) | undefined;
  /** What it does not run of a config that is right in itself; paths are those of `HyperDriveConfig`. */
  findViolations(config: HyperDriveConfig): readonly ConfigViolation[];
}
