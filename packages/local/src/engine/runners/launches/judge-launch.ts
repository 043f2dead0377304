import { exitOfCode } from '../exit-of-code.js';
import type { TrialExit } from '../trial-runner.js';
import type { Launch } from './launch.js';
import { wrapperExitCodes } from './launch-wrapper.js';

/**
 * What an engine says of a job, whichever engine it is.
 * - `unknown`: it cannot be reached, or does not know now; that decides nothing
 * - `waiting`: it is in the engine's queue, or is about to be started
 * - `running`: the engine has started it, or ends it
 * - `over`: it runs no more. `exitCode` is what the engine has seen of the command's, where it has
 * - `gone`: the engine knows no such job any more, and may have forgotten one that runs
 */
export type EngineView =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'over'; readonly reason: string; readonly exitCode?: number | undefined }
  | { readonly kind: 'gone'; readonly reason: string };

/** How long is waited for what. */
export interface LaunchPatience {
  /**
   * How long nothing may be heard of a claimed launch that its engine takes for over, or has forgotten, until it is lost,
   * in milliseconds. Default 2 min.
   */
  readonly lostAfterMs?: number | undefined;
  /** How long a launch may wait unclaimed until it is taken back, in milliseconds; without it for ever. */
  readonly unclaimedAfterMs?: number | undefined;
}

const defaultLostAfterMs = 120_000;

/** The same where it was told to end: its verdict does not wait for a report. */
const endedAfterMs = 15_000;

/** What is to become of a launch now. */
export type LaunchJudgement =
  | { readonly kind: 'wait' }
  /** It has ended like this. */
  | { readonly kind: 'ended'; readonly exit: TrialExit }
  /** It is to be taken back: unless it was claimed meanwhile, it has never run. */
  | { readonly kind: 'withdraw'; readonly reason: string }
  /** Its attempt is to be given up: the token is withdrawn, and what still runs is told to end. */
  | { readonly kind: 'give-up'; readonly exit: TrialExit };

/**
 * What is to become of a launch, from what its attempt and its engine say: the attempt's word counts; that of the engine says
 * only that it is over, or that it never ran. An engine that cannot be reached decides nothing.
 * @param since since when the engine has said this
 */
export function judgeLaunch(
  launch: Launch,
  view: EngineView,
  times: { readonly now: Date; readonly since: Date },
  patience: LaunchPatience = {},
): LaunchJudgement {
  const ended = exitOfLaunch(launch);
  if (ended !== undefined) return { kind: 'ended', exit: ended };
  if (launch.state === 'open') return judgeUnclaimed(launch, view, times, patience);
  if (view.kind !== 'over' && view.kind !== 'gone') return { kind: 'wait' };
  const heardTime = Math.max(times.since.getTime(), launch.heardTime?.getTime() ?? 0);
  const lostAfterMs = Math.min(patience.lostAfterMs ?? defaultLostAfterMs, launch.isToEnd ? endedAfterMs : Infinity);
  if (times.now.getTime() - heardTime < lostAfterMs) return { kind: 'wait' };
  const code = view.kind === 'over' ? view.exitCode : undefined;
  // Where the wrapper refused to run it once more, this is no word on the attempt that was lost.
  const isOfCommand = code !== undefined && !Object.values(wrapperExitCodes).some((own) => own === code);
  return { kind: 'give-up', exit: isOfCommand ? exitOfCode(code) : { kind: 'lost', reason: view.reason } };
}

/** How a launch has ended, by its record alone; `undefined` where it has not. */
export function exitOfLaunch({ state, report, reason = 'no reason is known' }: Launch): TrialExit | undefined {
  if (report !== undefined) return report.kind === 'exited' ? exitOfCode(report.code) : report;
  if (state === 'withdrawn') return { kind: 'never-ran', reason };
  return state === 'lost' ? { kind: 'lost', reason } : undefined;
}

function judgeUnclaimed(
  { createdTime }: Launch,
  view: EngineView,
  { now, since }: { readonly now: Date; readonly since: Date },
  { unclaimedAfterMs }: LaunchPatience,
): LaunchJudgement {
  if (view.kind === 'over' || view.kind === 'gone') return { kind: 'withdraw', reason: view.reason };
  // What its runner kept back before it handed it over does not count.
  const waitedMs = now.getTime() - Math.max(createdTime.getTime(), since.getTime());
  if (view.kind === 'unknown' || unclaimedAfterMs === undefined || waitedMs < unclaimedAfterMs) return { kind: 'wait' };
  const seconds = Math.round(waitedMs / 1000);
  return {
    kind: 'withdraw',
    reason: `nobody had claimed it after ${seconds} s, while the compute says that it is ${view.kind}`,
  };
}
