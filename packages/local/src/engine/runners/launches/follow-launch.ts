import type { SubmittedTrial, TrialExit, TrialStart } from '../trial-runner.js';
import { type EngineView, exitOfLaunch, judgeLaunch, type LaunchPatience } from './judge-launch.js';
import type { Launches } from './launches.js';

/** A launch's job in the hands of an engine. */
export interface EngineJob {
  /**
   * Calls `listener` with what the engine says of the job each time that it was asked, though nothing changed: how long it
   * has said so counts. Returns a function that ends it.
   */
  watch(listener: (view: EngineView) => void): () => void;
  /** Asks the engine to end the job. Rejects where it cannot be asked; then it is called again. */
  stop(): Promise<void>;
  /** A refusal for good of the engine, which ends the trial: resolves with the reason, or stays open. */
  readonly refused?: Promise<string> | undefined;
}

/** What following needs beside the job. */
export interface FollowLaunchOptions extends LaunchPatience {
  readonly now?: (() => Date) | undefined;
}

/**
 * Follows a launch from its engine's queue to its end, by the rules of {@link judgeLaunch}: it has started when it is
 * claimed, and ended when its attempt says so, or when its engine does and nothing is heard any more.
 */
export function followLaunch(
  launches: Launches,
  id: string,
  job: EngineJob,
  { now = () => new Date(), ...patience }: FollowLaunchOptions = {},
): SubmittedTrial {
  const watch = launches.watch(id);
  let last: { readonly kind: EngineView['kind']; readonly since: Date } | undefined;
  let settle = (_exit: TrialExit): void => {};
  const judged = new Promise<TrialExit>((resolve) => {
    settle = resolve;
  });

  const stopWatching = job.watch((view) => {
    if (view.kind === 'unknown') return;
    if (last?.kind !== view.kind) last = { kind: view.kind, since: now() };
    const launch = launches.read(id);
    // Pruned meanwhile, with its run.
    if (launch === undefined) return settle({ kind: 'lost' });
    const judgement = judgeLaunch(launch, view, { now: now(), since: last.since }, patience);
    if (judgement.kind === 'withdraw') launches.withdraw(id, judgement.reason);
    if (judgement.kind === 'give-up') {
      launches.giveUp(id, reasonOf(judgement.exit));
      settle(judgement.exit);
    }
  });

  const ended = Promise.race([
    judged,
    watch.ended.then((launch) => exitOfLaunch(launch) ?? new Promise<never>(() => {})),
  ]).finally(() => {
    stopWatching();
    watch.close();
  });

  return {
    started: Promise.race([
      watch.claimed.then(({ claimTime }): TrialStart => ({ kind: 'started', time: claimTime })),
      ...(job.refused === undefined ? [] : [job.refused.then((reason): TrialStart => ({ kind: 'refused', reason }))]),
    ]),
    ended,
    async end() {
      launches.requestEnd(id, 'the trial was ended');
      await job.stop();
    },
  };
}

function reasonOf(exit: TrialExit): string {
  return exit.kind === 'lost' || exit.kind === 'never-ran' ? (exit.reason ?? 'nothing was heard of it') : 'it is over';
}
