import { openOutcome } from '../open-outcome.js';
import type { SubmittedTrial, TrialExit, TrialRefusal, TrialStart } from '../trial-runner.js';
import { createLaunchJudge, type EngineView, exitOfLaunch, type LaunchPatience } from './judge-launch.js';
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
  /** A refusal for good of the engine, before it had the job: resolves with it, or stays open. */
  readonly refused?: Promise<TrialRefusal> | undefined;
}

/** What following needs beside the job. */
export interface FollowLaunchOptions extends LaunchPatience {
  readonly now?: (() => Date) | undefined;
}

/**
 * Follows a launch from its engine's queue to its end, by the rules of {@link judgeLaunch}: it has started when it is
 * claimed, and ended when its attempt says so, or when its engine does and nothing is heard any more. One that is refused is
 * withdrawn first.
 */
export function followLaunch(
  launches: Launches,
  id: string,
  job: EngineJob,
  { now = () => new Date(), ...patience }: FollowLaunchOptions = {},
): SubmittedTrial {
  const watch = launches.watch(id);
  const judge = createLaunchJudge(now, patience);
  const started = openOutcome<TrialStart>();
  const ended = openOutcome<TrialExit>();
  let isRefused = false;
  let isForgotten = false;
  let stopWatching = (): void => {};

  function settle(exit: TrialExit | undefined): void {
    stopWatching();
    watch.close();
    if (exit === undefined || isRefused) return;
    ended.resolve(isForgotten && exit.kind === 'never-ran' ? { ...exit, isForgotten } : exit);
  }

  /** One that was claimed meanwhile runs all the same. */
  function refuse(refusal: TrialRefusal): void {
    isRefused = true;
    isRefused = launches.withdraw(id, refusal.reason) === 'withdrawn';
    if (!isRefused) return;
    started.resolve(refusal);
    settle(undefined);
  }

  function look(view: EngineView): void {
    if (view.kind === 'unknown') return;
    const launch = launches.read(id);
    // Pruned meanwhile, with its run.
    if (launch === undefined) return settle({ kind: 'lost' });
    const judgement = judge.judge(launch, view);
    if (judgement.kind === 'withdraw') {
      isForgotten = judgement.isForgotten === true;
      launches.withdraw(id, judgement.reason);
    }
    if (judgement.kind === 'refuse') refuse(judgement.refusal);
    if (judgement.kind === 'give-up') {
      launches.giveUp(id, reasonOf(judgement.exit));
      settle(judgement.exit);
    }
  }

  stopWatching = job.watch(look);
  void job.refused?.then(refuse);
  void watch.claimed.then(({ claimTime }) => started.resolve({ kind: 'started', time: claimTime }));
  void watch.ended.then((launch) => settle(exitOfLaunch(launch)));

  return {
    started: started.promise,
    ended: ended.promise,
    async end() {
      launches.requestEnd(id, 'the trial was ended');
      await job.stop();
    },
  };
}

function reasonOf(exit: TrialExit): string {
  return exit.kind === 'lost' || exit.kind === 'never-ran' ? (exit.reason ?? 'nothing was heard of it') : 'it is over';
}
