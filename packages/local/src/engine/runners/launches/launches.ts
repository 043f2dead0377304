import { randomUUID } from 'node:crypto';
import type { LaunchState } from '../../../storage/launches/launch-store.js';
import type { RunKey } from '../../../storage/run-key.js';
import { type Launch, toLaunch } from './launch.js';
import { createLaunchClaims, type LaunchClaims, type LaunchesOptions } from './launch-claims.js';
import { digestOf, randomCode } from './launch-digest.js';
import { type LaunchJob, launchJobToJson } from './launch-job.js';
import { createLaunchWatches, type LaunchWatch } from './launch-watch.js';

/** What a new launch is claimed with. The code is nowhere else: hand it to the engine, and keep it out of logs. */
export interface CreatedLaunch {
  readonly id: string;
  readonly claimCode: string;
}

/**
 * Starts of trials on other machines. A launch runs only after it was claimed, once; one that was withdrawn never runs,
 * whatever the engine does that was given it: starts it late, starts it twice, or loses an answer.
 */
export interface Launches extends LaunchClaims {
  /** Stores a launch, before anything is handed to an engine. @param run its trial; `undefined` for a try of the way */
  create(job: LaunchJob, run: RunKey | undefined): CreatedLaunch;
  read(id: string): Launch | undefined;
  /**
   * Takes a launch back that nobody has claimed.
   * @param reason for people
   * @returns its state after that: `withdrawn` where it never runs
   */
  withdraw(id: string, reason: string): Exclude<LaunchState, 'open'>;
  /** Tells whoever claimed a launch to end it, at its next call; one that is open is withdrawn. */
  requestEnd(id: string, reason: string): void;
  /** Gives a claimed launch up. Its token is good for nothing any more, and what still runs of it is told to end. */
  giveUp(id: string, reason: string): void;
  /** Follows a launch. To be closed in the end. */
  watch(id: string): LaunchWatch;
  /** Forgets a launch that was a try. */
  remove(id: string): void;
  /** How many launches of trials are open or claimed. */
  countActive(): number;
}

/** The launches of a service's store. */
export function createLaunches(options: LaunchesOptions): Launches {
  const { store, now } = options;
  const stored = store.launches;
  const heard = new Map<string, Date>();
  const startTime = now();
  const watches = createLaunchWatches(read);

  function read(id: string): Launch | undefined {
    const launch = stored.get(id);
    return launch && toLaunch(launch, heard.get(id) ?? startTime);
  }

  function end(id: string, state: 'withdrawn' | 'lost', reason: string): void {
    stored.change(id, { state, reason, endTime: now(), job: undefined });
    heard.delete(id);
  }

  function withdraw(id: string, reason: string): Exclude<LaunchState, 'open'> {
    const state = store.transaction(() => {
      const launch = stored.get(id);
      if (launch !== undefined && launch.state !== 'open') return launch.state;
      if (launch !== undefined) end(id, 'withdrawn', reason);
      return 'withdrawn';
    });
    watches.changed(id);
    return state;
  }

  return {
    ...createLaunchClaims(options, heard, (id) => watches.changed(id)),
    create(job, run) {
      const created = { id: randomUUID(), claimCode: randomCode() };
      const claimCode = digestOf(created.claimCode);
      stored.add({ id: created.id, run, claimCode, createdTime: now(), job: launchJobToJson(job) });
      return created;
    },
    read,
    withdraw,
    requestEnd(id, reason) {
      if (withdraw(id, reason) === 'claimed') stored.change(id, { isToEnd: true });
    },
    giveUp(id, reason) {
      store.transaction(() => {
        if (stored.get(id)?.state === 'claimed') end(id, 'lost', reason);
      });
      watches.changed(id);
    },
    watch: (id) => watches.watch(id),
    remove(id) {
      stored.remove(id);
      heard.delete(id);
    },
    countActive: () => stored.countActive(),
  };
}
