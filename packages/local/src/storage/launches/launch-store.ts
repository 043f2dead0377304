import type { JsonObject } from '@hyperdrive-run/core/json';
import type { RunKey } from '../run-key.js';

/**
 * Where a launch is.
 * - `open`: nobody has claimed it
 * - `claimed`: one attempt was told to run it
 * - `withdrawn`: it was taken back before anybody claimed it, and never runs
 * - `reported`: its attempt has said how it ended
 * - `lost`: it was claimed, and is given up: what still runs of it is to end
 */
export type LaunchState = 'open' | 'claimed' | 'withdrawn' | 'reported' | 'lost';

/** A start of a trial on another machine, as the store has it. */
export interface StoredLaunch {
  /** A UUID. Another start of the same trial has another one. */
  readonly id: string;
  /** The trial's run; `undefined` where only the way to a machine is tried. */
  readonly run: RunKey | undefined;
  /** The digest of the code that it is claimed with. */
  readonly claimCode: string;
  readonly state: LaunchState;
  readonly createdTime: Date;
  /** The digest of the random text of whoever claimed it. */
  readonly attempt: string | undefined;
  /** The machine that claimed it, as it names itself. */
  readonly node: string | undefined;
  readonly claimTime: Date | undefined;
  /** Whether whoever claimed it is to end it. */
  readonly isToEnd: boolean;
  /** What the command exited with, as shells give it; `undefined` where it did not run, or has not ended. */
  readonly exitCode: number | undefined;
  /** Why the command did not run, or why the launch was withdrawn or is lost. */
  readonly reason: string | undefined;
  /** When it was reported, withdrawn or given up. */
  readonly endTime: Date | undefined;
  /** How many bytes of its output have arrived, those that were left out included. */
  readonly logReceived: number;
  /** How many bytes the file of its output had after the last of them. */
  readonly logKept: number;
  /** What is handed to whoever claims it; `undefined` once nobody may. */
  readonly job: JsonObject | undefined;
}

/** A launch that is not stored yet. */
export type NewLaunch = Pick<StoredLaunch, 'id' | 'run' | 'claimCode' | 'createdTime'> & { readonly job: JsonObject };

/** What changes of a launch; what is left out stays. */
export type LaunchUpdate = Partial<Omit<StoredLaunch, 'id' | 'run' | 'claimCode' | 'createdTime'>>;

/** The launches of the store: the statements and nothing else. What may follow what is not its matter. */
export interface LaunchStore {
  add(launch: NewLaunch): void;
  get(id: string): StoredLaunch | undefined;
  change(id: string, update: LaunchUpdate): void;
  /** Forgets a launch. One that is unknown is refused as one that was withdrawn is. */
  remove(id: string): void;
  /** How many are open or claimed and belong to runs: they know the address that they were given. */
  countActive(): number;
}
