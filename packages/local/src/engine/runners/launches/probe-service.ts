import type { EngineJob } from './follow-launch.js';
import type { EngineView } from './judge-launch.js';
import { probeJob } from './launch-job.js';
import { type LaunchVariablesInput, launchVariables, wrapperExitCodes } from './launch-wrapper.js';
import type { Launches } from './launches.js';

/** What a try of the way from a compute's nodes to the service came to. */
export type ProbeResult =
  /** A node has claimed and reported. */
  | {
      readonly kind: 'reached';
      readonly node: string;
      /** Of the script that was to be run there; 0 without one. */
      readonly exitCode: number;
      readonly tookMs: number;
    }
  /** A node has run the wrapper, which could not reach the service, or not run a trial there. */
  | { readonly kind: 'failed'; readonly message: string }
  /** It is not known: nothing of the compute was free for it. */
  | { readonly kind: 'not-started'; readonly message: string };

/** A try in the hands of an engine. */
export interface ProbeJob extends EngineJob {
  /** What it has printed, where that can be had: the wrapper says there what is wrong. */
  readonly output?: (() => Promise<string>) | undefined;
}

export interface ProbeOptions {
  /** Where nodes reach the service. */
  readonly serviceAddress: string;
  /** What `/bin/sh -c` is to run on the node. By default nothing. */
  readonly script?: string | undefined;
  /** How long it may take, in milliseconds. Default 30 s. */
  readonly deadlineMs?: number | undefined;
  /** Whether the engine sends its signals to all processes of a job. */
  readonly engineSignalsAll?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How long the wrapper of a try looks for the service, in seconds: a restart is not waited for. */
const claimSeconds = 5;

/**
 * Tries whether a node of a compute reaches the service: a launch that claims, reports and runs no trial. That tells within
 * seconds what else as many failed trials would as there are.
 * @param submit starts the wrapper with these variables as the trials' would be, without code
 * @throws what `submit` throws, and the signal's reason
 */
export async function probeService(
  launches: Launches,
  submit: (launchId: string, variables: ReadonlyMap<string, string>) => Promise<ProbeJob>,
  { serviceAddress, script = '', deadlineMs = 30_000, engineSignalsAll, signal }: ProbeOptions,
): Promise<ProbeResult> {
  const began = performance.now();
  const created = launches.create({ ...probeJob, script }, undefined);
  const input: LaunchVariablesInput = { ...created, serviceAddress, claimSeconds, engineSignalsAll };
  const watch = launches.watch(created.id);
  const cleanUp: (() => void)[] = [() => watch.close(), () => launches.remove(created.id)];
  try {
    signal?.throwIfAborted();
    const job = await submit(created.id, launchVariables(input));
    let last: EngineView = { kind: 'unknown' };
    const ended = await Promise.race([
      watch.ended.then(() => 'reported' as const),
      new Promise<'over'>((resolve) => {
        cleanUp.push(
          job.watch((view) => {
            last = view;
            if (view.kind === 'over' || view.kind === 'gone' || view.kind === 'impossible') resolve('over');
          }),
        );
      }),
      timeOut(deadlineMs, signal, cleanUp),
    ]);
    const launch = launches.read(created.id);
    if (launch?.report?.kind === 'exited') {
      const [node, exitCode] = [launch.node ?? 'a node', launch.report.code];
      return { kind: 'reached', node, exitCode, tookMs: performance.now() - began };
    }
    const words = (await job.output?.().catch(() => undefined)) ?? '';
    if (ended === 'late') await job.stop().catch(() => undefined);
    return failureOf(last, words, serviceAddress, deadlineMs);
  } finally {
    for (const clean of cleanUp) clean();
  }
}

function timeOut(deadlineMs: number, signal: AbortSignal | undefined, cleanUp: (() => void)[]): Promise<'late'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('late'), deadlineMs);
    const abort = (): void => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    cleanUp.push(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    });
  });
}

function failureOf(view: EngineView, words: string, serviceAddress: string, deadlineMs: number): ProbeResult {
  const seconds = Math.round(deadlineMs / 1000);
  const said = wordsOfWrapper(words);
  if (view.kind === 'waiting' || view.kind === 'unknown') {
    const message = `nothing was started for ${seconds} s, so that it is not known whether its nodes reach ${serviceAddress}`;
    return { kind: 'not-started', message };
  }
  if (view.kind === 'running') {
    return { kind: 'failed', message: `a node runs, but could not reach ${serviceAddress} in ${seconds} s` };
  }
  const code = view.kind === 'over' ? view.exitCode : undefined;
  if (said !== undefined) return { kind: 'failed', message: said };
  if (code === wrapperExitCodes.unreachable) {
    return { kind: 'failed', message: `a node cannot reach ${serviceAddress}` };
  }
  return { kind: 'failed', message: `it ended before it reached ${serviceAddress}: ${view.reason}` };
}

/** The last that the wrapper has said itself. */
function wordsOfWrapper(output: string): string | undefined {
  const lines = output.split('\n').flatMap((line) => /^hyperdrive: (?:nothing is run: )?(.+)$/.exec(line)?.[1] ?? []);
  return lines.at(-1);
}
