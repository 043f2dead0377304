import type { LaunchState, StoredLaunch } from '../../../storage/launches/launch-store.js';

/** How the attempt that claimed a launch says that it ended: the exit code of its command, or why that never ran. */
export type LaunchReport =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'never-ran'; readonly reason: string };

/** A launch as runners see it. */
export interface Launch {
  readonly id: string;
  readonly state: LaunchState;
  readonly createdTime: Date;
  /** The machine that claimed it, as it names itself. */
  readonly node: string | undefined;
  readonly claimTime: Date | undefined;
  /** When its attempt was last heard of, by this process; at first the time of the claim, or of this process's start. */
  readonly heardTime: Date | undefined;
  /** What its attempt reported, once it has. */
  readonly report: LaunchReport | undefined;
  /** Whether whoever claimed it was told to end it. */
  readonly isToEnd: boolean;
  /** Why it was withdrawn or given up, or why its command never ran. */
  readonly reason: string | undefined;
  /** When it was reported, withdrawn or given up. */
  readonly endTime: Date | undefined;
}

/** @param heardTime when something of its attempt was heard, or could have been, where it was claimed before */
export function toLaunch(launch: StoredLaunch, heardTime: Date): Launch {
  const { id, state, createdTime, node, claimTime, isToEnd, reason, endTime } = launch;
  const heard = claimTime !== undefined && claimTime > heardTime ? claimTime : heardTime;
  return {
    id,
    state,
    createdTime,
    node,
    claimTime,
    heardTime: claimTime && heard,
    isToEnd,
    report: reportOf(launch),
    reason,
    endTime,
  };
}

function reportOf({ state, exitCode, reason }: StoredLaunch): LaunchReport | undefined {
  if (state !== 'reported') return undefined;
  if (exitCode !== undefined) return { kind: 'exited', code: exitCode };
  return { kind: 'never-ran', reason: reason ?? 'no reason was given' };
}
