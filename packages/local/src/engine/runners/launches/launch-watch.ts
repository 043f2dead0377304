import { openOutcome } from '../open-outcome.js';
import type { Launch } from './launch.js';

/** Follows one launch. */
export interface LaunchWatch {
  /** Resolves once it is claimed, also where that was before; stays open where it never is. */
  readonly claimed: Promise<Launch>;
  /** Resolves once it is reported, withdrawn or given up, also where that was before. */
  readonly ended: Promise<Launch>;
  /** Follows it no longer; what has not happened stays open. Leaves nothing behind. */
  close(): void;
}

/** Those who follow launches in this process. */
export interface LaunchWatches {
  watch(id: string): LaunchWatch;
  /** Is to be called after each change of a launch, once it is stored. */
  changed(id: string): void;
}

/** @param read the launch as it is stored now */
export function createLaunchWatches(read: (id: string) => Launch | undefined): LaunchWatches {
  const listeners = new Map<string, Set<(launch: Launch) => void>>();

  function remove(id: string, listener: (launch: Launch) => void): void {
    const ofLaunch = listeners.get(id);
    ofLaunch?.delete(listener);
    if (ofLaunch?.size === 0) listeners.delete(id);
  }

  return {
    watch(id) {
      const [claimed, ended] = [openOutcome<Launch>(), openOutcome<Launch>()];
      const listener = (launch: Launch): void => {
        if (launch.claimTime !== undefined) claimed.resolve(launch);
        if (launch.state === 'open' || launch.state === 'claimed') return;
        ended.resolve(launch);
        remove(id, listener);
      };
      listeners.set(id, (listeners.get(id) ?? new Set()).add(listener));
      const launch = read(id);
      if (launch !== undefined) listener(launch);
      return { claimed: claimed.promise, ended: ended.promise, close: () => remove(id, listener) };
    },
    changed(id) {
      const ofLaunch = listeners.get(id);
      const launch = ofLaunch && read(id);
      if (launch !== undefined) for (const listener of ofLaunch ?? []) listener(launch);
    },
  };
}
