import { exitOfCode } from '../exit-of-code.js';
import type { TrialExit, TrialRefusal } from '../trial-runner.js';
import type { Launch } from './launch.js';
import { wrapperExitCodes } from './launch-wrapper.js';

/**
 * What an engine says of a job, whichever engine it is.
 * - `unknown`: it cannot be reached, or does not know now; that decides nothing
 * - `waiting`: it is in the engine's queue, or is about to be started
 * - `running`: the engine has started it, or ends it
 * - `over`: it runs no more. `exitCode` is what the engine has seen of the command's, where it has
 * - `gone`: the engine knows no such job any more, and may have forgotten one that runs
 * - `impossible`: the engine has not started it and never will, nor another one that asks for the same
 */
export type EngineView =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'over'; readonly reason: string; readonly exitCode?: number | undefined }
  | { readonly kind: 'gone'; readonly reason: string }
  | { readonly kind: 'impossible'; readonly reason: string };

/** How long is waited for what. */
export interface LaunchPatience {
  /**
   * How long nothing may be heard of a claimed launch that its engine takes for over, or has forgotten, until it is lost,
   * in milliseconds. Default 2 min.
   */
  readonly lostAfterMs?: number | undefined;
  /** The same for one that its engine has forgotten, where that is another time. */
  readonly forgottenAfterMs?: number | undefined;
  /** How long a launch that nobody has claimed may be missing in its engine's listing until it is taken back. Default 0. */
  readonly unlistedAfterMs?: number | undefined;
  /** How long an engine must say that a launch is impossible until it is refused. Default 0. */
  readonly impossibleAfterMs?: number | undefined;
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
  | { readonly kind: 'withdraw'; readonly reason: string; readonly isForgotten?: boolean | undefined }
  /** The same, and starting it again would end the same way. */
  | { readonly kind: 'refuse'; readonly refusal: TrialRefusal }
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
  const { lostAfterMs: overAfterMs = defaultLostAfterMs, forgottenAfterMs = overAfterMs } = patience;
  const silenceMs = view.kind === 'gone' ? forgottenAfterMs : overAfterMs;
  const lostAfterMs = Math.min(silenceMs, launch.isToEnd ? endedAfterMs : Infinity);
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
  { unclaimedAfterMs, unlistedAfterMs = 0, impossibleAfterMs = 0 }: LaunchPatience,
): LaunchJudgement {
  const saidForMs = now.getTime() - since.getTime();
  if (view.kind === 'over') return { kind: 'withdraw', reason: view.reason };
  if (view.kind === 'gone') {
    return saidForMs < unlistedAfterMs
      ? { kind: 'wait' }
      : { kind: 'withdraw', reason: view.reason, isForgotten: true };
  }
  if (view.kind === 'impossible') {
    if (saidForMs < impossibleAfterMs) return { kind: 'wait' };
    return { kind: 'refuse', refusal: { kind: 'refused', reason: view.reason, isForAll: true } };
  }
  // What its runner kept back before it handed it over does not count.
  const waitedMs = now.getTime() - Math.max(createdTime.getTime(), since.getTime());
  if (view.kind === 'unknown' || unclaimedAfterMs === undefined || waitedMs < unclaimedAfterMs) return { kind: 'wait' };
  const seconds = Math.round(waitedMs / 1000);
  return {
    kind: 'withdraw',
    reason: `nobody had claimed it after ${seconds} s, while the compute says that it is ${view.kind}`,
  };
}

/** Judges a launch again and again: how long its engine has said the same counts. */
export interface LaunchJudge {
  judge(launch: Launch, view: EngineView): LaunchJudgement;
}

export function createLaunchJudge(now: () => Date, patience: LaunchPatience): LaunchJudge {
  let last: { readonly said: string; readonly since: Date } | undefined;
  return {
    judge(launch, view) {
      // An engine that cannot be reached takes nothing back of what it said.
      const said = view.kind === 'impossible' ? `${view.kind} ${view.reason}` : view.kind;
      if (view.kind !== 'unknown' && last?.said !== said) last = { said, since: now() };
      return judgeLaunch(launch, view, { now: now(), since: last?.since ?? now() }, patience);
    },
  };
}
